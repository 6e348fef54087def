// [filings]: what the city's roll-up takes from what areas filed.
#include "config/sections.hpp"
#include "cpcc/base/text.hpp"

namespace cpcc::cli {

std::vector<std::string> read_filings(const std::string& path, const toml::table& filings) {
    Keys keys(path, filings, "filings");
    const toml::node* list = keys.take("areas");
    keys.refuse_unknown();
    std::vector<std::string> areas;
    if (!list) return areas;
    const std::string hint = say(Words{"如 [\"420102\", \"420103\"]", "as [\"420102\", \"420103\"]"});
    if (!list->is_array()) throw wrong(path, list, say(Words{"filings.areas 应为区划编号的列表", "filings.areas must be a list of areas' codes"}), hint);
    for (const toml::node& one : *list->as_array()) {
        const auto code = one.is_string() ? one.value<std::string>() : std::nullopt;
        if (!code || !is_code(*code)) throw wrong(path, &one, say(Words{"filings.areas 中有不是区划编号的", "what is no area's code stands in filings.areas"}), hint);
        areas.push_back(*code);
    }
    return areas;
}

}  // namespace cpcc::cli
