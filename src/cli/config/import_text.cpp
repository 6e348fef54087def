// Writes [import.NAME].
#include "config/config.hpp"
#include "config/config_text.hpp"

#include "cpcc/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cpcc::cli {

namespace {

using store::ImportMap;

bool is_bare(const std::string& name) { return is_code(name) && name.find('.') == std::string::npos; }

std::string table_of(const std::string& heading, const std::vector<ImportMap::Pair>& pairs) {
    if (pairs.empty()) return {};
    std::string text = fmt::format("\n[{}]\n", heading);
    for (const auto& [name, value] : pairs) text += fmt::format("{} = {}\n", toml_key(name), toml_text(value));
    return text;
}

std::string words_of(const std::string& heading, const ImportMap& map) {
    std::vector<std::string> fields;
    for (const ImportMap::Word& word : map.words)
        if (std::find(fields.begin(), fields.end(), word.field) == fields.end()) fields.push_back(word.field);
    std::sort(fields.begin(), fields.end());  // those of no field first: their table is above the others
    std::string text;
    for (const std::string& field : fields) {
        std::vector<ImportMap::Pair> pairs;
        for (const ImportMap::Word& word : map.words)
            if (word.field == field) pairs.push_back({word.word, word.choice});
        text += table_of(heading + ".words" + (field.empty() ? "" : "." + toml_key(field)), pairs);
    }
    return text;
}

}  // namespace

std::string toml_key(const std::string& name) { return is_bare(name) ? name : toml_text(name); }

std::string toml_text(const std::string& text) {
    std::string all = "\"";
    for (const char c : text) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        if (c == '"' || c == '\\') all += '\\';
        if (control)
            all += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
        else
            all += c;
    }
    return all + "\"";
}

std::string import_section(const std::string& name, const ImportMap& map) {
    const std::string heading = "import." + toml_key(name);
    std::string text = fmt::format("[{}]\n", heading);
    if (map.dates) text += fmt::format("dates = {}\n", toml_text(map.dates->text()));
    if (!map.unit.empty()) text += fmt::format("unit = {}\n", toml_text(map.unit));
    if (!map.key.empty()) {
        std::vector<std::string> fields;
        for (const std::string& field : map.key) fields.push_back(toml_text(field));
        text += fmt::format("key = [{}]\n", join(fields, ", "));
    }
    return text + table_of(heading + ".columns", map.columns) + table_of(heading + ".fixed", map.fixed) +
           words_of(heading, map);
}

}  // namespace cpcc::cli
