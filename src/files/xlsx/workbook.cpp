// Reads what a workbook says about its sheets: their parts, the shared texts and the number formats.
#include "xlsx/workbook.hpp"

#include "cpcc/base/error.hpp"

#include <algorithm>
#include <array>
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

void append_character(std::string& to, unsigned code) {
    const auto tail = [&](unsigned shift) { to += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) {
        to += static_cast<char>(code);
    } else if (code < 0x800) {
        to += static_cast<char>(0xC0U | (code >> 6U));
        tail(0);
    } else if (code < 0x10000) {
        to += static_cast<char>(0xE0U | (code >> 12U));
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0U | (code >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

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
        std::string slashed(target);
        std::replace(slashed.begin(), slashed.end(), '\\', '/');
        if (slashed.starts_with('/')) return slashed.substr(1);
        return (std::filesystem::path(folder_) / slashed).lexically_normal().generic_string();
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
        all.push_back({std::string(attribute(attributes, "name")), std::string(attribute(attributes, "id")),
                       !state.empty() && state != "visible"});
    }
    void close(std::string_view) override {}

    bool from_1904 = false;
    std::vector<WorkbookSheet> all;  // with relation ids in place of parts
};

// Collects the shared texts from their runs. Omits phonetic guides (`rPh`).
class StringsListener : public XmlListener {
public:
    StringsListener(const Package& package, SharedStrings& to) : package_(package), to_(to) {}
    void open(std::string_view name, const char* const*) override {
        if (name == "si") start_ = to_.text.size();
        if (name == "rPh") in_phonetic_ = true;
        in_text_ = name == "t" && !in_phonetic_;
    }
    void close(std::string_view name) override {
        in_text_ = false;
        if (name == "rPh") in_phonetic_ = false;
        if (name != "si") return;
        unescape(to_.text, start_);
        to_.ends.push_back(to_.text.size());
        if (to_.ends.size() > most_strings) package_.fail_damaged(fmt::format("sharedStrings > {}", most_strings));
    }
    void text(std::string_view characters) override {
        if (in_text_) to_.text += characters;
    }

private:
    static constexpr std::size_t most_strings = 1 << 24;  // sixteen texts for each row that a sheet can have
    const Package& package_;
    SharedStrings& to_;
    std::size_t start_ = 0;
    bool in_text_ = false;
    bool in_phonetic_ = false;
};

class StylesListener : public XmlListener {
public:
    StylesListener(const Package& package, std::vector<NumberFormat>& to) : package_(package), to_(to) {}
    void open(std::string_view name, const char* const* attributes) override {
        if (name == "numFmt")
            custom_[to_int(attribute(attributes, "numFmtId"), 0)] = attribute(attributes, "formatCode");
        if (name == "cellXfs") in_cells_ = true;
        if (name != "xf" || !in_cells_) return;
        if (to_.size() == most_formats || custom_.size() > most_formats)
            package_.fail_damaged(fmt::format("cellXfs > {}", most_formats));
        const int id = to_int(attribute(attributes, "numFmtId"), 0);
        const auto found = custom_.find(id);
        to_.emplace_back(id, found == custom_.end() ? std::string_view() : std::string_view(found->second));
    }
    void close(std::string_view name) override {
        if (name == "cellXfs") in_cells_ = false;
    }

private:
    static constexpr std::size_t most_formats = 1 << 16;  // Excel allows fewer
    const Package& package_;
    std::vector<NumberFormat>& to_;
    std::map<int, std::string> custom_;
    bool in_cells_ = false;
};

}  // namespace

namespace {

// Throws if the ZIP is another program's document.
void require_workbook(const Package& package) {
    struct Other {
        std::string_view part;
        Words name;
    };
    constexpr std::array<Other, 4> others{
        {{"content.xml", {"OpenDocument 文件（.ods、.odt）", "an OpenDocument file (.ods, .odt)"}},
         {"word/document.xml", {"Word 文档（.docx）", "a Word document (.docx)"}},
         {"ppt/presentation.xml", {"演示文稿（.pptx）", "a presentation (.pptx)"}},
         {"xl/workbook.bin", {"二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"}}}};
    for (const Other& other : others)
        if (package.has(std::string(other.part)))
            throw Error(Exit::failed,
                        say(Words{"{} 是{}，不是 .xlsx 工作簿", "{} is {}, not an .xlsx workbook"}, package.name(),
                            other.name.get()),
                        say(Words{"请打开它，将表格另存为 .xlsx 或“CSV UTF-8”",
                                  "open it, and save its table as .xlsx or \"CSV UTF-8\""}));
}

}  // namespace

Workbook read_workbook(const Package& package) {
    require_workbook(package);
    const Relations root(package, "");
    const auto book = root.target_of("officeDocument");
    if (!book || !package.has(*book)) package.fail_damaged("officeDocument");
    if (book->ends_with(".bin")) package.fail_damaged("xlsb");
    const Relations relations(package, *book);
    const Sheets sheets(package, *book);

    Workbook workbook;
    workbook.from_1904 = sheets.from_1904;
    for (const WorkbookSheet& sheet : sheets.all) {
        const Relation* relation = relations.find(sheet.part);
        if (relation != nullptr && relation->type == "worksheet")
            workbook.sheets.push_back({sheet.name, relation->target, sheet.hidden});
    }
    if (workbook.sheets.empty()) package.fail_damaged("worksheet");

    const auto strings = relations.target_of("sharedStrings");
    StringsListener strings_listener(package, workbook.strings);
    if (strings && package.has(*strings)) read_part(package, *strings, strings_listener);
    const auto styles = relations.target_of("styles");
    StylesListener styles_listener(package, workbook.formats);
    if (styles && package.has(*styles)) read_part(package, *styles, styles_listener);
    return workbook;
}

namespace {

// Returns the UTF-16 unit of the escape `_xHHHH_` at a position; 0: there is none.
unsigned escaped_unit(const std::string& text, std::size_t at) {
    unsigned code = 0;
    if (at + 7 > text.size() || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return 0;
    const char* const digits = text.data() + at + 2;
    return std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4 ? code : 0;
}

}  // namespace

void unescape(std::string& text, std::size_t from) {
    for (auto at = text.find("_x", from); at != std::string::npos; at = text.find("_x", at + 1)) {
        unsigned code = escaped_unit(text, at);
        std::size_t length = 7;
        const unsigned low = code >= 0xD800 && code < 0xDC00 ? escaped_unit(text, at + 7) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
            length = 14;
        }
        if (code == 0 || (code >= 0xD800 && code < 0xE000)) continue;  // half a surrogate pair is no character
        std::string character;
        append_character(character, code);
        text.replace(at, length, character);
    }
}

}  // namespace cpcc::files
