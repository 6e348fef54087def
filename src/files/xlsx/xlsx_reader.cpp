// Reads the first visible worksheet of a workbook row by row. Only the shared texts stay in memory.
#include "readers.hpp"
#include "xlsx/package.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace cpcc::files {

namespace {

constexpr int most_columns = 16384;  // XFD

// Returns the date of a day number. The 1900 system counts 29 February 1900, which did not exist, as day 60.
std::string date_text(long day, bool from_1904) {
    if (from_1904) return Date::of(1904, 1, 1).plus_days(static_cast<int>(day)).iso();
    if (day == 60) return "1900-02-29";
    return Date::of(1899, 12, day < 60 ? 31 : 30).plus_days(static_cast<int>(day)).iso();
}

// Returns the date of a serial number, with its time only if the format shows one and it is not midnight. A time alone
// has no date. Returns nothing for a number that is not a date.
std::optional<std::string> moment_text(double serial, NumberStyle style, bool from_1904) {
    if (!(serial >= 0) || serial >= 2958466) return std::nullopt;  // beyond 9999-12-31
    auto day = static_cast<long>(std::floor(serial));
    long seconds = std::lround((serial - std::floor(serial)) * 86400);
    if (seconds == 86400) {
        ++day;
        seconds = 0;
    }
    const bool has_day = style != NumberStyle::time || day > 0;
    const bool has_time = style != NumberStyle::date && (seconds > 0 || !has_day);
    std::string text = has_day ? date_text(day, from_1904) : std::string();
    if (has_time) {
        if (has_day) text += ' ';
        text += fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    return text;
}

bool is_whole(std::string_view number) noexcept {
    const auto digits = number.substr(number.starts_with('-') ? 1 : 0);
    return !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

// Returns a number as a spreadsheet shows it: rounded to 15 digits (1234.5600000000001 becomes 1234.56) and without an
// exponent (some programs write a phone number as 1.3812345678E10). Integers stay unchanged, because they may be long
// codes.
std::string number_text(std::string_view number) {
    if (is_whole(number)) return std::string(number);
    double value = 0;
    const char* const end = number.data() + number.size();
    if (std::from_chars(number.data(), end, value).ptr != end || !std::isfinite(value)) return std::string(number);
    std::array<char, 400> digits{};  // 1e308 has 309
    const auto rounded =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::general, 15);
    std::from_chars(digits.data(), rounded.ptr, value);
    if (value == 0) return "0";
    const auto shown = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    return std::string(digits.data(), shown.ptr);
}

// Returns the date of an ISO cell such as "2024-01-05T00:00:00Z", with its time unless that is midnight.
std::string iso_text(std::string_view value) {
    std::string text(value.substr(0, 10));
    if (value.size() < 19 || value[10] != 'T') return value.size() == 10 ? text : std::string(value);
    const auto time = value.substr(11, 8);
    if (time != "00:00:00") text.append(" ").append(time);
    return text;
}

// Returns the column of a cell reference, counted from 0: "AB12" → 27. Returns -1 if it does not begin with a letter.
int column_of(std::string_view reference) noexcept {
    int column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z' || column > most_columns) break;
        column = column * 26 + (c - 'A' + 1);
    }
    return column - 1;
}

class XlsxReader : public Reader, private XmlListener {
public:
    explicit XlsxReader(std::unique_ptr<Input> input)
        : input_(std::move(input)),
          package_(*input_),
          workbook_(read_workbook(package_)),
          sheet_(package_, workbook_.sheet, *this) {
        Row row;
        if (!next(row))
            throw Error(
                Exit::failed,
                say(Words{"{} 的第一个工作表为空，没有表头", "the first sheet of {} is empty: it has no header"},
                    input_->name()),
                say(Words{"请在第一行填写列名；空白表可用 cpcc template 生成",
                          "put the column names in the first row; `cpcc template` writes a blank sheet"}));
        header_.assign(row.cells.begin(), row.cells.end());
        while (trim(header_.back()).empty()) header_.pop_back();  // columns that only have a format
    }

    const std::vector<std::string>& header() const override { return header_; }
    const std::string& encoding() const override { return encoding_; }

    bool next(Row& row) override {
        while (sheet_.advance()) {
            take_cells();
            if (is_blank(cells_)) continue;
            row.line = line_;
            row.cells = cells_;
            return true;
        }
        return false;
    }

private:
    void open(std::string_view name, const char* const* attributes) override {
        if (name == "row")
            open_row(attributes);
        else if (name == "c")
            open_cell(attributes);
        else if (name == "f")
            has_formula_ = true;
        else if (name == "v")
            has_value_ = in_text_ = true;
        else if (name == "rPh")
            in_phonetic_ = true;
        else if (name == "t" && type_ == "inlineStr" && !in_phonetic_)
            has_value_ = in_text_ = true;
    }

    void close(std::string_view name) override {
        if (name == "c")
            close_cell();
        else if (name == "row")
            sheet_.pause();
        else if (name == "rPh")
            in_phonetic_ = false;
        else if (name == "v" || name == "t")
            in_text_ = false;
    }

    void text(std::string_view characters) override {
        if (!in_text_) return;
        value_ += characters;
        if (value_.size() + arena_.size() > row_limit)
            package_.fail_damaged(fmt::format("{}: {} > 16 MiB", workbook_.sheet, line_));
    }

    void open_row(const char* const* attributes) {
        ++line_;
        const auto number = attribute(attributes, "r");
        std::from_chars(number.data(), number.data() + number.size(), line_);
        arena_.clear();
        ends_.clear();
    }

    void open_cell(const char* const* attributes) {
        const auto reference = attribute(attributes, "r");
        const auto next_column = static_cast<int>(ends_.size());
        column_ = reference.empty() ? next_column : column_of(reference);
        if (column_ < next_column || column_ >= most_columns)
            package_.fail_damaged(workbook_.sheet + ": " + std::string(reference));
        type_ = attribute(attributes, "t");
        style_ = 0;
        const auto style = attribute(attributes, "s");
        std::from_chars(style.data(), style.data() + style.size(), style_);
        value_.clear();
        has_formula_ = has_value_ = in_text_ = false;
    }

    void close_cell() {
        // A spreadsheet saves the result beside the formula. Without a result, an empty cell would be an error that
        // nobody notices.
        if (has_formula_ && !has_value_)
            throw Error(
                Exit::failed,
                say(Words{"{}:{}: 第 {} 列是公式，但文件中没有保存公式的结果",
                          "{}:{}: column {} has a formula without a stored result"},
                    input_->name(), line_, column_ + 1),
                say(Words{"请用 WPS 或 Excel 打开文件并保存一次", "open the file in Excel or WPS and save it once"}));
        ends_.resize(static_cast<std::size_t>(column_), arena_.size());
        append_value();
        ends_.push_back(arena_.size());
    }

    void append_value() {
        if (!has_value_) return;
        if (type_ == "s") return append_shared();
        if (type_ == "inlineStr" || type_ == "str") {
            unescape_controls(value_, 0);
            arena_ += value_;
        } else if (type_ == "b") {
            arena_ += value_ == "1" || value_ == "true" ? "TRUE" : "FALSE";
        } else if (type_ == "d") {
            arena_ += iso_text(value_);
        } else if (type_ == "e") {
            arena_ += value_;
        } else {
            append_number();
        }
    }

    void append_shared() {
        const auto& ends = workbook_.strings.ends;
        std::size_t index = ends.size();
        std::from_chars(value_.data(), value_.data() + value_.size(), index);
        if (index >= ends.size()) package_.fail_damaged(fmt::format("{}: {}", workbook_.sheet, line_));
        const std::size_t from = index == 0 ? 0 : ends[index - 1];
        arena_.append(workbook_.strings.text, from, ends[index] - from);
    }

    void append_number() {
        const auto style = style_ < workbook_.styles.size() ? workbook_.styles[style_] : NumberStyle::plain;
        double serial = 0;
        const char* const end = value_.data() + value_.size();
        if (style != NumberStyle::plain && std::from_chars(value_.data(), end, serial).ptr == end) {
            if (const auto moment = moment_text(serial, style, workbook_.from_1904)) {
                arena_ += *moment;
                return;
            }
        }
        arena_ += number_text(value_);
    }

    // Makes as many cells as the header has, because rows of a sheet differ in length. Adds further cells only up to
    // the last one with text.
    void take_cells() {
        cells_.clear();
        std::size_t from = 0;
        for (const std::size_t end : ends_) {
            cells_.push_back(std::string_view(arena_).substr(from, end - from));
            from = end;
        }
        while (cells_.size() > header_.size() && cells_.back().empty()) cells_.pop_back();
        if (cells_.size() < header_.size()) cells_.resize(header_.size());
    }

    std::unique_ptr<Input> input_;
    Package package_;
    Workbook workbook_;
    XmlReader sheet_;
    std::string encoding_ = "utf-8";  // of the text in a workbook
    std::vector<std::string> header_;
    int line_ = 0;
    // The current row: its texts in one string, and the end of each.
    std::string arena_;
    std::vector<std::size_t> ends_;
    std::vector<std::string_view> cells_;
    // The current cell.
    int column_ = 0;
    std::string type_;
    std::size_t style_ = 0;
    std::string value_;
    bool has_formula_ = false;
    bool has_value_ = false;
    bool in_text_ = false;
    bool in_phonetic_ = false;
};

}  // namespace

std::unique_ptr<Reader> open_xlsx(std::unique_ptr<Input> input) {
    return std::make_unique<XlsxReader>(std::move(input));
}

}  // namespace cpcc::files
