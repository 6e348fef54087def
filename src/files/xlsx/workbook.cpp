// Reads what a workbook says about its first sheet: the part, the shared texts and the number formats.
#include "xlsx/package.hpp"

#include "cpcc/base/error.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>

namespace cpcc::files {

namespace {

int to_int(std::string_view text, int otherwise) noexcept {
    int value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool is_true(std::string_view text) noexcept { return text == "1" || text == "true"; }

void read_part(const Package& package, const std::string& part, XmlListener& listener) {
    XmlReader reader(package, part, listener);
    while (reader.advance()) {}
}

struct Relation {
    std::string type;    // the last segment of its URI, e.g. "worksheet"
    std::string target;  // the name of a part
};

// The relations of a part by their ids, as its `.rels` file lists them.
class Relations : public XmlListener {
public:
    Relations(const Package& package, const std::string& part) {
        const auto slash = part.rfind('/');
        if (slash != std::string::npos) folder_ = part.substr(0, slash + 1);
        const std::string name = folder_ + "_rels/" + part.substr(folder_.size()) + ".rels";
        if (!package.has(name)) package.fail_damaged(name);
        read_part(package, name, *this);
    }

    void open(std::string_view name, const char* const* attributes) override {
        if (name != "Relationship") return;
        const auto type = attribute(attributes, "Type");
        by_id_[std::string(attribute(attributes, "Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                            resolve(attribute(attributes, "Target"))};
    }
    void close(std::string_view) override {}

    const Relation* find(const std::string& id) const {
        const auto found = by_id_.find(id);
        return found == by_id_.end() ? nullptr : &found->second;
    }
    std::optional<std::string> target_of(std::string_view type) const {
        for (const auto& [id, relation] : by_id_)
            if (relation.type == type) return relation.target;
        return std::nullopt;
    }

private:
    std::string resolve(std::string_view target) const {
        if (target.starts_with('/')) return std::string(target.substr(1));
        return (std::filesystem::path(folder_) / target).lexically_normal().generic_string();
    }

    std::string folder_;
    std::map<std::string, Relation> by_id_;
};

// The sheets of a workbook, in order.
class Sheets : public XmlListener {
public:
    Sheets(const Package& package, const std::string& part) { read_part(package, part, *this); }

    void open(std::string_view name, const char* const* attributes) override {
        if (name == "workbookPr") from_1904 = is_true(attribute(attributes, "date1904"));
        if (name != "sheet") return;
        const auto state = attribute(attributes, "state");
        (state.empty() || state == "visible" ? seen : hidden).emplace_back(attribute(attributes, "id"));
    }
    void close(std::string_view) override {}

    bool from_1904 = false;
    std::vector<std::string> seen;  // relation ids
    std::vector<std::string> hidden;
};

// Collects the shared texts from their runs. Omits phonetic guides (`rPh`).
class StringsListener : public XmlListener {
public:
    explicit StringsListener(SharedStrings& to) : to_(to) {}
    void open(std::string_view name, const char* const*) override {
        if (name == "si") start_ = to_.text.size();
        if (name == "rPh") in_phonetic_ = true;
        in_text_ = name == "t" && !in_phonetic_;
    }
    void close(std::string_view name) override {
        in_text_ = false;
        if (name == "rPh") in_phonetic_ = false;
        if (name != "si") return;
        unescape_controls(to_.text, start_);
        to_.ends.push_back(to_.text.size());
    }
    void text(std::string_view characters) override {
        if (in_text_) to_.text += characters;
    }

private:
    SharedStrings& to_;
    std::size_t start_ = 0;
    bool in_text_ = false;
    bool in_phonetic_ = false;
};

class StylesListener : public XmlListener {
public:
    explicit StylesListener(std::vector<NumberStyle>& to) : to_(to) {}
    void open(std::string_view name, const char* const* attributes) override {
        if (name == "numFmt")
            custom_[to_int(attribute(attributes, "numFmtId"), 0)] = attribute(attributes, "formatCode");
        if (name == "cellXfs") in_cells_ = true;
        if (name != "xf" || !in_cells_) return;
        const int id = to_int(attribute(attributes, "numFmtId"), 0);
        const auto found = custom_.find(id);
        to_.push_back(
            style_of_format(id, found == custom_.end() ? std::string_view() : std::string_view(found->second)));
    }
    void close(std::string_view name) override {
        if (name == "cellXfs") in_cells_ = false;
    }

private:
    std::vector<NumberStyle>& to_;
    std::map<int, std::string> custom_;
    bool in_cells_ = false;
};

// Returns the significant letters of a format code, in lower case: those of its first section that are not quoted,
// escaped or in brackets. An elapsed time such as `[h]` counts as `h`.
std::string letters_of(std::string_view code) {
    std::string letters;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            const auto inside = code.substr(i + 1, end - i - 1);
            if (inside.find_first_not_of("hHmMsS") == std::string_view::npos) letters += 'h';
            i = end;
        } else {
            letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return letters;
}

// Returns the style of a built-in format, for which the file has no code. The ids 27–36 and 50–58 are dates and times
// in Chinese, Japanese and Korean editions, and unused elsewhere (ECMA-376 part 1, 18.8.30).
NumberStyle style_of_built_in(int id) noexcept {
    const auto between = [id](int first, int last) { return first <= id && id <= last; };
    if (id == 22) return NumberStyle::date_time;
    if (between(18, 21) || between(45, 47) || between(32, 35) || between(55, 56)) return NumberStyle::time;
    if (between(14, 17) || between(27, 36) || between(50, 58)) return NumberStyle::date;
    return NumberStyle::plain;
}

}  // namespace

NumberStyle style_of_format(int id, std::string_view code) {
    if (code.empty()) return style_of_built_in(id);
    const std::string letters = letters_of(code);
    if (letters.find("general") != std::string::npos) return NumberStyle::plain;
    const auto has = [&](char letter) { return letters.find(letter) != std::string::npos; };
    const bool time = has('h') || has('s');
    // `m` means minutes beside hours or seconds, and otherwise the month.
    const bool date = has('y') || has('d') || (has('m') && !time);
    if (date) return time ? NumberStyle::date_time : NumberStyle::date;
    return time ? NumberStyle::time : NumberStyle::plain;
}

Workbook read_workbook(const Package& package) {
    const Relations root(package, "");
    const auto book = root.target_of("officeDocument");
    if (!book || !package.has(*book)) package.fail_damaged("officeDocument");
    if (book->ends_with(".bin")) package.fail_damaged("xlsb");
    const Relations relations(package, *book);
    const Sheets sheets(package, *book);

    Workbook workbook;
    workbook.from_1904 = sheets.from_1904;
    // A hidden sheet usually holds the choices of a form, so it is read only if no sheet is visible.
    for (const auto* list : {&sheets.seen, &sheets.hidden})
        for (const auto& id : *list) {
            const Relation* relation = relations.find(id);
            if (workbook.sheet.empty() && relation != nullptr && relation->type == "worksheet")
                workbook.sheet = relation->target;
        }
    if (workbook.sheet.empty()) package.fail_damaged("worksheet");

    const auto strings = relations.target_of("sharedStrings");
    StringsListener strings_listener(workbook.strings);
    if (strings && package.has(*strings)) read_part(package, *strings, strings_listener);
    const auto styles = relations.target_of("styles");
    StylesListener styles_listener(workbook.styles);
    if (styles && package.has(*styles)) read_part(package, *styles, styles_listener);
    return workbook;
}

void unescape_controls(std::string& text, std::size_t from) {
    for (auto at = text.find("_x", from); at != std::string::npos; at = text.find("_x", at + 1)) {
        if (at + 7 > text.size() || text[at + 6] != '_') continue;
        unsigned code = 0;
        const char* const digits = text.data() + at + 2;
        if (std::from_chars(digits, digits + 4, code, 16).ptr != digits + 4) continue;
        // Only ASCII controls need the escape; NUL and half a surrogate pair are not characters.
        if (code == 0 || code >= 0x80) continue;
        text.replace(at, 7, 1, static_cast<char>(code));
    }
}

}  // namespace cpcc::files
