#include "config/key_path.hpp"

#include "config/config.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::cli {

namespace {

std::vector<std::string> parts_of(std::string_view name) {
    std::vector<std::string> parts;
    if (!name.empty())
        for (const auto part : split(name, ".")) parts.emplace_back(part);
    return parts;
}

// Returns whether the part of a section's path is a name that the office chooses.
bool is_chosen(const std::string& part) {
    return std::all_of(part.begin(), part.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool matches(const std::vector<std::string>& path, const std::vector<std::string>& tables) {
    return path.size() == tables.size() &&
           std::equal(path.begin(), path.end(), tables.begin(), [](const std::string& part, const std::string& table) {
               return is_chosen(part) ? !table.empty() : part == table;
           });
}

// Returns the full name of a key in a section, with the tables' own names where the section leaves them open.
std::string full_name(const ConfigSection& section, const ConfigKey& key, const std::vector<std::string>& tables) {
    std::vector<std::string> path = parts_of(section.path);
    for (std::size_t i = 0; i < std::min(path.size(), tables.size()); ++i)
        if (is_chosen(path[i])) path[i] = tables[i];
    path.emplace_back(key.name);
    return join(path, ".");
}

std::vector<std::string> names_near(const std::vector<std::string>& tables) {
    std::vector<std::string> all;
    for (const ConfigSection& section : config_sections())
        if (!section.repeated)
            for (const ConfigKey& key : section.keys) all.push_back(full_name(section, key, tables));
    return all;
}

Error not_a_value(std::string_view name, const std::string& value, std::string hint) {
    return Error(Exit::usage, say(Words{"{} 不能为“{}”", "{} cannot be \"{}\""}, name, value), std::move(hint));
}

std::string list_of(const std::string& value, std::string (*item)(const std::string&)) {
    std::string list;
    for (const auto word : split(value, ",")) list += (list.empty() ? "" : ", ") + item(std::string(trim(word)));
    return fmt::format("[{}]", list);
}

}  // namespace

KeyPath key_path(std::string_view name) {
    std::vector<std::string> tables = parts_of(name);
    const std::string last = tables.empty() ? "" : tables.back();
    if (!tables.empty()) tables.pop_back();
    for (const ConfigSection& section : config_sections()) {
        if (!matches(parts_of(section.path), tables)) continue;
        for (const ConfigKey& key : section.keys) {
            if (key.name != last) continue;
            if (section.repeated)
                throw Error(Exit::usage,
                            say(Words{"[[{}]] 可以有多节", "there may be several [[{}]]"}, join(tables, ".")),
                            say(Words{"请直接修改配置文件", "edit the configuration file itself"}));
            return {&section, &key, std::move(tables)};
        }
    }
    const std::vector<std::string> near = names_near(tables);
    const std::vector<std::string_view> known(near.begin(), near.end());
    throw unknown_word(say(Words{"没有配置项“{}”", "unknown key \"{}\""}, name), name, known,
                       say(Words{"见 cpcc.toml(5)", "see cpcc.toml(5)"}));
}

std::vector<std::string> key_names() { return names_near({}); }

std::string toml_value(const ConfigKey& key, std::string_view full_name, const std::string& value) {
    const auto quoted = [](const std::string& word) { return toml_text(word); };
    const auto plain = [](const std::string& word) { return word; };
    switch (key.type) {
        case KeyType::text:
        case KeyType::file:
        case KeyType::choice:
        case KeyType::date: return toml_text(value);
        case KeyType::texts: return value.starts_with('[') ? value : toml_text(value);  // a condition may have commas
        case KeyType::codes:
        case KeyType::choices:
        case KeyType::dates: return value.starts_with('[') ? value : list_of(value, quoted);
        case KeyType::whole:
            if (!whole_number(value))
                throw not_a_value(full_name, value, say(Words{"请填写整数", "use a whole number"}));
            return value;
        case KeyType::wholes: {
            const std::string inside =
                value.starts_with('[') && value.ends_with(']') ? value.substr(1, value.size() - 2) : value;
            for (const auto word : split(inside, ","))
                if (!whole_number(trim(word)))
                    throw not_a_value(full_name, value,
                                      say(Words{"请填写整数，逗号分隔", "use whole numbers, separated by commas"}));
            return list_of(inside, plain);
        }
        case KeyType::points:
        case KeyType::table: return value;  // the reader checks it
    }
    return value;
}

}  // namespace cpcc::cli
