// Writes a new cpcc.toml from the rows of keys.hpp.
#include "config/config.hpp"
#include "config/holidays.hpp"
#include "config/keys.hpp"

#include <algorithm>
#include <map>

namespace cpcc::cli {

namespace {

using GivenValues = std::map<std::string, std::string>;  // by the key's full name

std::string comment(Words text) { return fmt::format("# {}{}\n", text.get(), say(Words{"。", "."})); }

std::string full_name(const ConfigSection& section, const ConfigKey& key) {
    return section.path.empty() ? std::string(key.name) : fmt::format("{}.{}", section.path, key.name);
}

// Returns the line of a key: its value if `init` has one, else its example as a comment.
std::string key_line(const ConfigSection& section, const ConfigKey& key, const GivenValues& given) {
    const auto found = given.find(full_name(section, key));
    const std::string remark = section.active ? comment(key.help) : "";
    return found != given.end() ? fmt::format("{}{} = {}\n", remark, key.name, found->second)
                                : fmt::format("{}# {} = {}\n", remark, key.name, key.example);
}

std::string section_text(const ConfigSection& section, const GivenValues& given) {
    std::string text;
    if (!section.path.empty()) {
        const bool enabled = section.active ||
                             std::any_of(section.keys.begin(), section.keys.end(),
                                         [&](const ConfigKey& key) { return given.contains(full_name(section, key)); });
        const std::string heading = heading_of(section, section.sample.empty() ? section.path : section.sample);
        text = (section.active ? "" : comment(section.help)) + (enabled ? "" : "# ") + heading + "\n";
    }
    for (const ConfigKey& key : section.keys)
        if (key.in_new_file)
            text += (text.empty() ? "" : section.path.empty() ? "\n" : "") + key_line(section, key, given);
    return text;
}

}  // namespace

std::string new_config(const NewConfig& wanted) {
    GivenValues given{{"database", toml_text(wanted.database)},
                      {"language", toml_text(language() == Language::zh ? "zh" : "en")},
                      {"office.code", toml_text(wanted.office_code)},
                      {"office.name", toml_text(wanted.office_name)}};
    if (!wanted.office_area.empty()) given["office.area"] = toml_text(wanted.office_area);
    if (!wanted.consultation_day.empty()) given["calendar.rule.day"] = wanted.consultation_day;
    given["workdays.off"] = weekdays_off();
    given["workdays.on"] = weekend_days_worked();
    std::string text = fmt::format("# {}\n", config_section("").help.get());
    for (const ConfigSection& section : config_sections())
        if (std::any_of(section.keys.begin(), section.keys.end(), [](const ConfigKey& key) { return key.in_new_file; }))
            text += "\n" + section_text(section, given);
    return text;
}

}  // namespace cpcc::cli
