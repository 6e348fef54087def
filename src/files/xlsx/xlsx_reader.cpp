// Reads the worksheets of a workbook row by row. Only the shared texts stay in memory.
#include "readers.hpp"
#include "xlsx/merged_cells.hpp"
#include "xlsx/workbook.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

namespace cpcc::files {

namespace {

constexpr int column_limit = 16384;  // XFD

// Returns the date of a day number as Excel shows it. The 1900 system has two days that did not exist: 0 January 1900
// is day 0, and 29 February 1900 is day 60. No field takes them.
std::string date_text(long day, bool from_1904) {
    if (from_1904) return Date::of(1904, 1, 1).plus_days(static_cast<int>(day)).iso();
    if (day == 0) return "1900-01-00";
    if (day == 60) return "1900-02-29";
    return Date::of(1899, 12, day < 60 ? 31 : 30).plus_days(static_cast<int>(day)).iso();
}

// Returns an elapsed time as hours, minutes and seconds: 1.5 days are 36:00:00.
std::string elapsed_text(double days) {
    const long seconds = std::lround(days * 86400);
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

// Returns the date of a serial number, with its time only if the format shows one; a format of both omits midnight. A
// time alone has no date. Returns nothing for a number that is not a date.
std::optional<std::string> moment_text(double serial, NumberStyle style, bool from_1904) {
    if (!(serial >= 0) || serial >= 2958466) return std::nullopt;  // beyond 9999-12-31
    if (style == NumberStyle::elapsed) return elapsed_text(serial);
    auto day = static_cast<long>(std::floor(serial));
    long seconds = std::lround((serial - std::floor(serial)) * 86400);
    if (seconds == 86400) {
        ++day;
        seconds = 0;
    }
    const bool has_day = style != NumberStyle::time || day > 0;
    const bool has_time = style == NumberStyle::time || (style == NumberStyle::date_time && seconds > 0);
    std::string text = has_day ? date_text(day, from_1904) : std::string();
    if (has_time) {
        if (has_day) text += ' ';
        text += fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    return text;
}

// Returns the date of an ISO cell such as "2024-01-05T00:00:00Z", with its time unless that is midnight.
std::string iso_text(std::string_view value) {
    std::string text(value.substr(0, 10));
    if (value.size() < 19 || value[10] != 'T') return value.size() == 10 ? text : std::string(value);
    const auto time = value.substr(11, 8);
    if (time != "00:00:00") text.append(" ").append(time);
    return text;
}

// The texts of a row in one string, and the end of each.
struct RowTexts {
    std::string arena;
    std::vector<std::size_t> ends;
    std::vector<CellNote> notes;
    std::vector<std::size_t> repeated;  // columns whose text is that of a merged cell from above

    void clear() {
        arena.clear();
        ends.clear();
        notes.clear();
        repeated.clear();
    }
    std::string_view cell(std::size_t column) const {
        if (column >= ends.size()) return {};
        const std::size_t from = column == 0 ? 0 : ends[column - 1];
        return std::string_view(arena).substr(from, ends[column] - from);
    }
};

// Writes what a cell of a sheet shows.
class CellWriter {
public:
    CellWriter(const Package& package, const Workbook& workbook) : package_(package), workbook_(workbook) {}

    struct Cell {
        int column = 0;
        std::string type;
        std::size_t style = 0;
        std::string value;
        bool has_formula = false;
        bool has_value = false;
    };

    // Appends the text of a cell, and notes what the text does not tell.
    void append(Cell& cell, RowTexts& to, const std::string& where) const {
        const auto column = static_cast<std::size_t>(cell.column);
        // A spreadsheet saves the result beside the formula.
        const bool has_result = cell.has_value && (cell.type == "str" || !trim(cell.value).empty());
        if (cell.has_formula && !has_result) {
            to.arena += '=';  // so that the cell is not empty
            to.notes.push_back({column, CellTrait::no_result});
            return;
        }
        if (!cell.has_value) return;
        if (cell.type == "s") return append_shared(cell.value, to.arena, where);
        if (cell.type == "inlineStr" || cell.type == "str") {
            unescape(cell.value, 0);
            to.arena += cell.value;
        } else if (cell.type == "b") {
            to.notes.push_back({column, CellTrait::truth});
            to.arena += is_true(trim(cell.value)) ? "TRUE" : "FALSE";
        } else if (cell.type == "d") {
            to.notes.push_back({column, CellTrait::date});
            to.arena += iso_text(cell.value);
        } else if (cell.type == "e") {
            to.notes.push_back({column, CellTrait::error});
            to.arena += cell.value;
        } else {
            append_number(trim(cell.value), cell.style, column, to);
        }
    }

private:
    void append_shared(std::string_view value, std::string& to, const std::string& where) const {
        const auto& ends = workbook_.strings.ends;
        value = trim(value);
        if (value.empty()) return;
        std::size_t index = ends.size();
        std::from_chars(value.data(), value.data() + value.size(), index);
        if (index >= ends.size()) package_.fail_damaged(where);
        const std::size_t from = index == 0 ? 0 : ends[index - 1];
        to.append(workbook_.strings.text, from, ends[index] - from);
    }

    void append_number(std::string_view value, std::size_t style, std::size_t column, RowTexts& to) const {
        if (value.empty()) return;
        static const NumberFormat general;
        const NumberFormat& format = style < workbook_.formats.size() ? workbook_.formats[style] : general;
        double serial = 0;
        const bool is_date = format.style() != NumberStyle::general && format.style() != NumberStyle::number;
        if (is_date && std::from_chars(value.data(), value.data() + value.size(), serial).ec == std::errc()) {
            if (const auto moment = moment_text(serial, format.style(), workbook_.from_1904)) {
                append_moment(*moment, format.style(), column, to);
                return;
            }
        }
        const std::string plain = plain_number(value);
        if (is_long_number(plain)) {
            to.notes.push_back({column, CellTrait::long_number});
            to.arena += value;
        } else if (format.style() == NumberStyle::number && is_decimal(plain)) {
            append_formatted(format, plain, column, to);
        } else {
            to.arena += plain;
        }
    }

    static bool is_decimal(std::string_view plain) {
        return !plain.empty() && plain.find_first_not_of("-.0123456789") == std::string_view::npos;
    }

    static CellTrait trait_of(NumberStyle style) {
        switch (style) {
            case NumberStyle::month_or_day: return CellTrait::month_or_day;
            case NumberStyle::month:
            case NumberStyle::year: return CellTrait::month;
            case NumberStyle::date: return CellTrait::date;
            default: return CellTrait::moment;
        }
    }

    static void append_moment(const std::string& moment, NumberStyle style, std::size_t column, RowTexts& to) {
        const bool is_month = style == NumberStyle::month || style == NumberStyle::month_or_day;
        to.notes.push_back({column, trait_of(style), is_month || style == NumberStyle::year ? moment : std::string()});
        to.arena += is_month ? moment.substr(0, 7) : style == NumberStyle::year ? moment.substr(0, 4) : moment;
    }

    static void append_formatted(const NumberFormat& format, const std::string& plain, std::size_t column,
                                 RowTexts& to) {
        NumberFormat::Shown shown = format.show(plain);
        if (!shown.known) {
            to.notes.push_back({column, CellTrait::unshown});
            to.arena += plain;
            return;
        }
        const bool zero = plain.find_first_of("123456789") == std::string::npos;
        if (shown.text.empty() && zero) return;  // a format that hides zeros
        if (shown.text != plain)
            to.notes.push_back({column, CellTrait::number, std::move(shown.held), std::move(shown.plain)});
        to.arena += shown.text.empty() ? " " : shown.text;  // not an empty cell
    }

    const Package& package_;
    const Workbook& workbook_;
};

// Copies the text of merged cells into the rows that they span.
class MergedRows {
public:
    MergedRows() = default;
    explicit MergedRows(std::vector<MergedCells> merged) : merged_(std::move(merged)) {}

    // Replaces the cells of `row` (counted from 0) that merged cells from above cover, and keeps the texts of those
    // that begin in it.
    void fill(int row, RowTexts& texts) {
        if (merged_.empty()) return;
        std::erase_if(open_, [&](const Open& each) { return each.cells.last_row < row; });
        if (!open_.empty()) rebuild(texts);
        for (; next_ < merged_.size() && merged_[next_].first_row <= row; ++next_)
            if (merged_[next_].first_row == row) open(merged_[next_], texts);
    }

private:
    struct Open {
        MergedCells cells;
        std::string text;
        std::vector<CellNote> notes;
    };

    void open(const MergedCells& cells, const RowTexts& texts) {
        Open& added = open_.emplace_back(Open{cells, {}, {}});
        const auto column = static_cast<std::size_t>(cells.column);
        added.text = texts.cell(column);
        for (const CellNote& note : texts.notes)
            if (note.column == column) added.notes.push_back(note);
    }

    void rebuild(RowTexts& texts) const {
        RowTexts filled;
        std::size_t columns = texts.ends.size();
        for (const Open& each : open_) columns = std::max(columns, static_cast<std::size_t>(each.cells.column) + 1);
        filled.notes = texts.notes;
        for (std::size_t column = 0; column < columns; ++column) {
            std::string_view text = texts.cell(column);
            for (const Open& each : open_)
                if (static_cast<std::size_t>(each.cells.column) == column && text.empty()) {
                    text = each.text;
                    filled.notes.insert(filled.notes.end(), each.notes.begin(), each.notes.end());
                    if (!text.empty()) filled.repeated.push_back(column);
                }
            filled.arena += text;
            filled.ends.push_back(filled.arena.size());
        }
        texts = std::move(filled);
    }

    std::vector<MergedCells> merged_;
    std::size_t next_ = 0;
    std::vector<Open> open_;
};

class XlsxReader : public Reader, private XmlListener {
public:
    explicit XlsxReader(std::unique_ptr<Input> input)
        : input_(std::move(input)),
          package_(*input_),
          workbook_(read_workbook(package_)),
          writer_(package_, workbook_) {
        for (const WorkbookSheet& sheet : workbook_.sheets)
            sheets_.push_back({sheet.name.empty() ? sheet.part : sheet.name, sheet.hidden});
        const auto visible =
            std::find_if(sheets_.begin(), sheets_.end(), [](const Sheet& sheet) { return !sheet.hidden; });
        select(visible == sheets_.end() ? 0 : static_cast<std::size_t>(visible - sheets_.begin()));
    }

    const std::string& encoding() const override { return encoding_; }
    const std::vector<Sheet>& sheets() const override { return sheets_; }

    void select(std::size_t sheet) override {
        part_ = workbook_.sheets.at(sheet).part;
        XmlListener& listener = *this;
        xml_ = std::make_unique<XmlReader>(package_, part_, listener);
        auto& merged = merged_cells_[sheet];
        if (!merged) merged = read_merged_cells(package_, part_);
        merged_ = MergedRows(*merged);
        line_ = 0;
    }

    bool next(Row& row) override {
        while (xml_->advance()) {
            if (texts_.arena.find_first_not_of(" \t\r\n") == std::string::npos) continue;
            merged_.fill(line_ - 1, texts_);
            take_cells();
            if (is_blank(cells_)) continue;
            row = {line_, cells_, texts_.notes, hidden_, texts_.repeated};
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
            cell_.has_formula = true;
        else if (name == "v")
            cell_.has_value = in_text_ = true;
        else if (name == "rPh")
            in_phonetic_ = true;
        else if (name == "t" && cell_.type == "inlineStr" && !in_phonetic_)
            cell_.has_value = in_text_ = true;
    }

    void close(std::string_view name) override {
        if (name == "c")
            close_cell();
        else if (name == "row")
            xml_->pause();
        else if (name == "rPh")
            in_phonetic_ = false;
        else if (name == "v" || name == "t")
            in_text_ = false;
    }

    void text(std::string_view characters) override {
        if (!in_text_) return;
        cell_.value += characters;
        limit_row(cell_.value.size());
    }

    // Throws if a row has more text than memory is spent on: cells may share one huge text.
    void limit_row(std::size_t more) const {
        if (texts_.arena.size() + more > row_limit) package_.fail_damaged(fmt::format("{}: {} > 16 MiB", part_, line_));
    }

    void open_row(const char* const* attributes) {
        ++line_;
        const auto number = trim(attribute(attributes, "r"));
        std::from_chars(number.data(), number.data() + number.size(), line_);
        hidden_ = is_true(attribute(attributes, "hidden"));
        texts_.clear();
    }

    void open_cell(const char* const* attributes) {
        const auto reference = trim(attribute(attributes, "r"));
        const auto next_column = static_cast<int>(texts_.ends.size());
        cell_.column = reference.empty() ? next_column : place_of(reference).column;
        if (cell_.column < next_column || cell_.column >= column_limit)
            package_.fail_damaged(part_ + ": " + std::string(reference));
        cell_.type = attribute(attributes, "t");
        cell_.style = 0;
        const auto style = attribute(attributes, "s");
        std::from_chars(style.data(), style.data() + style.size(), cell_.style);
        cell_.value.clear();
        cell_.has_formula = cell_.has_value = in_text_ = false;
    }

    void close_cell() {
        texts_.ends.resize(static_cast<std::size_t>(cell_.column), texts_.arena.size());
        writer_.append(cell_, texts_, part_);
        limit_row(0);
        texts_.ends.push_back(texts_.arena.size());
    }

    void take_cells() {
        cells_.clear();
        for (std::size_t column = 0; column < texts_.ends.size(); ++column) cells_.push_back(texts_.cell(column));
        while (!cells_.empty() && cells_.back().empty()) cells_.pop_back();
    }

    std::unique_ptr<Input> input_;
    Package package_;
    Workbook workbook_;
    CellWriter writer_;
    std::vector<Sheet> sheets_;
    std::string encoding_ = "utf-8";  // of the text in a workbook
    std::string part_;                // of the selected sheet
    std::unique_ptr<XmlReader> xml_;
    std::map<std::size_t, std::optional<std::vector<MergedCells>>> merged_cells_;  // by sheet, once read
    MergedRows merged_;
    int line_ = 0;
    bool hidden_ = false;
    RowTexts texts_;  // of the current row
    std::vector<std::string_view> cells_;
    CellWriter::Cell cell_;
    bool in_text_ = false;
    bool in_phonetic_ = false;
};

}  // namespace

std::unique_ptr<Reader> open_xlsx(std::unique_ptr<Input> input) {
    return std::make_unique<XlsxReader>(std::move(input));
}

}  // namespace cpcc::files
