// Reads [filings]: areas whose filed figures are always used.
#include "config/sections.hpp"
#include "cpcc/base/text.hpp"

namespace cpcc::cli {

std::vector<std::string> read_filings(const std::string& path, const toml::table& filings) {
    Keys keys(path, filings, "filings");
    const toml::node* list = keys.take("areas");
    keys.refuse_unknown();
    std::vector<std::string> areas;
    if (!list) return areas;
    const std::string hint = say(Words{"如 [\"420102\", \"420103\"]", "e.g. [\"420102\", \"420103\"]"});
    if (!list->is_array())
        throw wrong(path, list,
                    say(Words{"filings.areas 应为区划编号列表", "filings.areas must be a list of area codes"}), hint);
    for (const toml::node& one : *list->as_array()) {
        const auto code = one.is_string() ? one.value<std::string>() : std::nullopt;
        if (!code || !is_code(*code))
            throw wrong(
                path, &one,
                say(Words{"filings.areas 中有一项不是区划编号", "filings.areas has an entry that is not an area code"}),
                hint);
        areas.push_back(*code);
    }
    return areas;
}

}  // namespace cpcc::cli
