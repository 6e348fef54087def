// Reads [import.NAME], and files that hold one import map.
#include "config/sections.hpp"

#include "cpcc/base/folding.hpp"
#include "cpcc/base/money.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::cli {

namespace {

using store::ImportMap;

// Returns the entries of a table in the order of the file.
std::vector<std::pair<std::string, const toml::node*>> entries_of(const toml::table& table) {
    std::vector<std::pair<std::string, const toml::node*>> entries;
    for (const auto& [name, node] : table) entries.emplace_back(name.str(), &node);
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        const auto &one = a.second->source().begin, &other = b.second->source().begin;
        return std::pair(one.line, one.column) < std::pair(other.line, other.column);
    });
    return entries;
}

class MapReader {
public:
    MapReader(const std::string& path, const toml::table& table, std::string name)
        : path_(path), table_(table), keys_(path, table, "import.NAME", std::move(name)) {}

    ImportMap read() {
        ImportMap map;
        map.origin = table_.source().begin.line > 0 ? fmt::format("{}:{}", path_, table_.source().begin.line) : path_;
        if (const toml::table* columns = keys_.table("columns")) read_columns(*columns, map);
        if (const toml::table* fixed = keys_.table("fixed"))
            for (const auto& [field, node] : entries_of(*fixed)) map.fixed.push_back({field, cell_of(field, *node)});
        if (const std::string form = keys_.text("dates"); !form.empty()) read_dates(form, map);
        map.unit = keys_.text("unit");
        if (!map.unit.empty() && !places_of_unit(map.unit))
            throw keys_.fault(
                "unit",
                say(Words{"{}：“{}”不是金额单位", "{}: \"{}\" is not a unit of amounts"}, keys_.full("unit"), map.unit),
                say(Words{"请写 元、百元、千元、万元、百万元、亿元 等",
                          "write the unit as the sheet does, such as 元, 千元 or 万元"}));
        if (const toml::table* words = keys_.table("words")) read_words("", *words, map);
        if (keys_.take("key") != nullptr) map.key = keys_.texts("key");
        keys_.refuse_unknown();
        return map;
    }

private:
    std::string text_of(const std::string& key, const toml::node& node) const {
        if (const auto text = node.value<std::string>(); text && node.is_string()) return *text;
        throw wrong(path_, &node, say(Words{"{} 应为文字", "{} must be a string"}, keys_.full(key)),
                    say(Words{"请写在双引号内", "put it in double quotes"}));
    }

    void read_columns(const toml::table& columns, ImportMap& map) const {
        for (const auto& [header, node] : entries_of(columns)) {
            for (const ImportMap::Pair& earlier : map.columns)
                if (folded(earlier.name) == folded(header))
                    throw wrong(path_, node,
                                say(Words{"{} 与“{}”是同一列", "{} is the same column as \"{}\""},
                                    keys_.full("columns.\"" + header + "\""), earlier.name),
                                say(Words{"请删除其中一项", "remove one of them"}));
            map.columns.push_back({header, text_of("columns.\"" + header + "\"", *node)});
        }
    }

    void read_dates(const std::string& form, ImportMap& map) const {
        map.dates = DateForm::parse(form);
        if (!map.dates)
            throw keys_.fault(
                "dates",
                say(Words{"{}：“{}”不是日期格式", "{}: \"{}\" is not a form of dates"}, keys_.full("dates"), form),
                say(Words{"请用 YYYY、M、D 和分隔符表示，如 D/M/YYYY、YYYY年M月D日",
                          "use YYYY, M, D and signs between them, e.g. D/M/YYYY or YYYY年M月D日"}));
    }

    // Reads words for choices. A table holds those of one field.
    void read_words(const std::string& field, const toml::table& words, ImportMap& map) const {
        for (const auto& [word, node] : entries_of(words)) {
            if (node->is_table() && field.empty())
                read_words(word, *node->as_table(), map);
            else
                map.words.push_back({field, word, text_of("words.\"" + word + "\"", *node)});
        }
    }

    // Returns a fixed value as a cell would have it.
    std::string cell_of(const std::string& field, const toml::node& node) const {
        if (const auto day = day_in(node)) return day->iso();
        if (node.is_integer()) return std::to_string(*node.value<std::int64_t>());
        if (node.is_boolean()) return *node.value<bool>() ? "yes" : "no";
        if (!node.is_array()) return text_of("fixed." + field, node);
        std::vector<std::string> items;
        for (const toml::node& item : *node.as_array()) items.push_back(text_of("fixed." + field, item));
        return join(items, ";");
    }

    const std::string& path_;
    const toml::table& table_;
    Keys keys_;
};

}  // namespace

store::ImportMap read_import(const std::string& path, std::string_view id, const toml::table& table) {
    return MapReader(path, table, "import." + std::string(id)).read();
}

store::ImportMap read_import_file(const std::string& path, const toml::table& table) {
    return MapReader(path, table, "").read();
}

}  // namespace cpcc::cli
