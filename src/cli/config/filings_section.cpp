// Reads [filings]: areas whose filed figures are always used, and the deadline for filings.
#include "config/sections.hpp"
#include "cpcc/base/text.hpp"

namespace cpcc::cli {

FilingSettings read_filings(const std::string& path, const toml::table& filings) {
    Keys keys(path, filings, "filings");
    FilingSettings settings;
    settings.due_day = keys.whole("due_day", 1, 31);
    const toml::node* list = keys.take("areas");
    keys.refuse_unknown();
    if (!list) return settings;
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
        settings.areas.push_back(*code);
    }
    return settings;
}

}  // namespace cpcc::cli
