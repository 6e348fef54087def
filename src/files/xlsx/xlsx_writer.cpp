// Writes XLSX with libxlsxwriter in its streaming mode, in which only the current row is in memory.
#include "block_writer.hpp"
#include "cells.hpp"
#include "cpcc/files/format.hpp"
#include "table_layout.hpp"
#include "xlsx/native_charts.hpp"
#include "xlsx/sheet_page.hpp"
#include "xlsx/workbook_file.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace cpcc::files {

namespace {

constexpr int rows_measured = 1000;  // for the column widths; later rows are rarely wider
constexpr int widest_column = 60, narrowest_column = 6;
constexpr int widest_word = 16;                      // of a header on paper, which wraps
constexpr std::int64_t exact = 999'999'999'999'999;  // spreadsheets keep 15 digits

class XlsxSink : public Sink {
public:
    XlsxSink(const WriteOptions& options, std::ostream& out) : out_(out), paper_(options.paper) { make_formats(); }

    void begin(const Heading& heading, const std::vector<Column>& columns) override {
        if (sheet_ != nullptr) finish_sheet();
        sheet_ = nullptr;
        charts_.insert(charts_.end(), heading.charts.begin(), heading.charts.end());
        if (columns.empty() && !heading.charts.empty()) return;  // charts alone have no sheet of their own
        heading_ = heading;
        columns_ = columns;
        widths_.clear();
        sheet_ = book_.add_sheet(heading_.title);
        cells_.push_back(0);
        row_ = 0;
        if (paper_) write_head();
        header_row_ = row_;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            widths_.push_back(width_of_label(columns_[i].label));
            write_text(i, columns_[i].label, holds_figures(columns_[i]) ? bold_right_ : bold_);
        }
        ++row_;
        lxw_.worksheet_freeze_panes(sheet_, row_, paper_ ? static_cast<lxw_col_t>(heads_of(columns_)) : 0);
    }

    void row(std::span<const Cell> cells) override {
        check_row(columns_, cells);
        styles_ = paper_ && is_total(cells) ? &total_ : &plain_;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            // XLSX text never runs as a formula, so it needs no apostrophe. But an import removes one, so the value
            // `'=x` gets a second.
            if (const auto* text = std::get_if<std::string>(&cells[i]))
                write_text(i, needs_apostrophe(*text) ? "'" + *text : *text, styles_->text);
            else if (const auto* number = std::get_if<std::int64_t>(&cells[i]))
                write_number(i, columns_[i].type, *number);
            else if (const auto* figure = std::get_if<Figure>(&cells[i]))
                write_number(i, figure->type, figure->value);
            else if (const auto* decimal = std::get_if<double>(&cells[i]))
                check(i, lxw_.worksheet_write_number(sheet_, row_, column(i), *decimal, styles_->number));
            else if (paper_)
                lxw_.worksheet_write_blank(sheet_, row_, column(i), styles_->number), ++cells_.back();
            measure(i, cells[i]);
        }
        ++row_;
    }

    void end() override {
        if (sheet_ != nullptr) finish_sheet();
        if (const std::size_t written = write_charts(book_, charts_); written > 0) cells_.push_back(written);
        write_notes();
        book_.finish(cells_, out_);
    }

private:
    // The formats of the rows, plain or of totals.
    struct Styles {
        lxw_format *text = nullptr, *number = nullptr, *date = nullptr, *money = nullptr, *share = nullptr,
                   *mean = nullptr;
    };

    static lxw_col_t column(std::size_t i) { return static_cast<lxw_col_t>(std::min<std::size_t>(i, LXW_COL_MAX)); }

    int width_of_label(const std::string& label) const {
        if (!paper_) return display_width(label);
        int widest = narrowest_column;
        for (const std::string_view word : split(label, " ")) widest = std::max(widest, display_width(word));
        return std::min(widest, widest_word);
    }

    lxw_format* format(bool bold, const char* number_format = nullptr) {
        lxw_format* const made = book_.add_format(number_format);
        if (bold) lxw_.format_set_bold(made);
        if (paper_) lxw_.format_set_border(made, LXW_BORDER_THIN);
        return made;
    }

    Styles styles(bool bold) {
        Styles made;
        made.text = format(bold, "@");  // a code keeps its leading zeros when its cell is edited
        made.number = paper_ || bold ? format(bold) : nullptr;
        made.date = format(bold, "yyyy-mm-dd");
        made.money = format(bold, "#,##0.00");
        made.share = format(bold, "0.00%");
        made.mean = format(bold, "0.0");
        if (paper_) lxw_.format_set_text_wrap(made.text);
        return made;
    }

    void make_formats() {
        bold_ = format(true);
        bold_right_ = format(true);
        lxw_.format_set_align(bold_right_, LXW_ALIGN_RIGHT);
        if (paper_) lxw_.format_set_text_wrap(bold_), lxw_.format_set_text_wrap(bold_right_);
        title_ = book_.add_format();
        lxw_.format_set_bold(title_);
        lxw_.format_set_font_size(title_, 16);
        wrapped_ = book_.add_format();
        lxw_.format_set_text_wrap(wrapped_);
        plain_ = styles(false);
        total_ = styles(true);
    }

    // Writes the title, the table's own title, and who made it and when.
    void write_head() {
        const std::string& title = paper_->title.empty() ? heading_.title : paper_->title;
        const std::string_view own = heading_.title == title ? std::string_view() : heading_.title;
        const std::string_view made_by = paper_->made_by;
        for (const std::string_view line : {std::string_view(title), std::string_view(own), made_by}) {
            if (line.empty()) continue;
            write_text(0, std::string(line), row_ == 0 ? title_ : nullptr);
            ++row_;
        }
    }

    void finish_sheet() {
        std::vector<int> widths;
        for (const int width : widths_) widths.push_back(std::min(width, widest_column) + 2);
        for (std::size_t i = 0; i < widths.size(); ++i)
            lxw_.worksheet_set_column(sheet_, column(i), column(i), widths[i], nullptr);
        set_sheet_page(book_, sheet_, columns_, widths, header_row_);
        notes_.push_back(heading_);
    }

    void write_text(std::size_t i, const std::string& text, lxw_format* with) {
        if (text.empty()) return;
        check(i, lxw_.worksheet_write_string(sheet_, row_, column(i), for_xml(text, safe_).c_str(), with));
    }

    void write_number(std::size_t i, CellType type, std::int64_t number) {
        const auto put = [&](double divisor, lxw_format* with) {
            check(i, lxw_.worksheet_write_number(sheet_, row_, column(i), static_cast<double>(number) / divisor, with));
        };
        switch (type) {
            case CellType::money: return put(100, styles_->money);
            case CellType::wan: return put(1000000, styles_->money);
            case CellType::share: return put(10000, styles_->share);
            case CellType::date: return write_date(i, Date::packed(number));
            case CellType::mean: return put(10, styles_->mean);
            case CellType::decimal: return put(10000, styles_->number);
            case CellType::integer:
            case CellType::any:
            case CellType::text: break;
        }
        if (number > exact || number < -exact) return write_text(i, std::to_string(number), styles_->text);
        put(1, styles_->number);
    }

    void write_date(std::size_t i, Date date) {
        lxw_datetime moment{};
        moment.year = date.year();
        moment.month = date.month();
        moment.day = date.day();
        check(i, lxw_.worksheet_write_datetime(sheet_, row_, column(i), &moment, styles_->date));
    }

    void check(std::size_t i, lxw_error error) {
        if (error == LXW_NO_ERROR && i <= LXW_COL_MAX - 1) {
            ++cells_.back();
            return;
        }
        const auto line = row_ + 1;
        const Words hint{"请改用 --format csv，或缩小范围", "use --format csv, or narrow the report"};
        if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
            throw Error(Exit::failed,
                        say(Words{"第 {} 行“{}”超过 32767 个字，超出 .xlsx 单元格的上限",
                                  "row {}, {}: more than 32767 characters, the limit of a cell in .xlsx"},
                            line, columns_[i].label),
                        hint.str());
        throw Error(Exit::failed,
                    say(Words{"第 {} 行第 {} 列超出 .xlsx 的上限（1048576 行、16384 列）",
                              "row {}, column {} exceeds the limits of .xlsx (1048576 rows, 16384 columns)"},
                        line, i + 1),
                    hint.str());
    }

    void measure(std::size_t i, const Cell& cell) {
        if (row_ > rows_measured) return;
        scratch_.clear();
        append_raw(scratch_, columns_[i].type, cell);
        const int commas = columns_[i].type == CellType::money ? 5 : 0;
        widths_[i] = std::max(widths_[i], display_width(scratch_) + commas);
    }

    // Writes the notes to a sheet behind, so that the others hold only their tables and can be imported.
    void write_notes() {
        const auto any = [](const Heading& heading) { return !heading.notes.empty(); };
        if (std::none_of(notes_.begin(), notes_.end(), any)) return;
        lxw_worksheet* const sheet = book_.try_sheet(Words{"说明", "Notes"}.str());
        if (sheet == nullptr) return;  // the table's sheet has that name
        lxw_row_t line = 0;
        const auto put = [&](const std::string& text, lxw_format* with) {
            lxw_.worksheet_write_string(sheet, line++, 0, for_xml(text, safe_).c_str(), with);
        };
        for (const Heading& heading : notes_) {
            if (heading.notes.empty()) continue;
            put(heading.title, title_);
            for (const auto& note : heading.notes) put(note, wrapped_);
        }
        constexpr int page = 90;  // characters
        lxw_.worksheet_set_column(sheet, 0, 0, page, nullptr);
        book_.set_paper(sheet, WorkbookFile::Lies::upright, 100);
    }

    std::ostream& out_;
    std::optional<PaperHead> paper_;
    WorkbookFile book_{WorkbookFile::Memory::of_a_row};
    const LibXlsxWriter& lxw_ = book_.library();
    Heading heading_;
    std::vector<Column> columns_;
    std::vector<int> widths_;
    std::vector<Heading> notes_;  // of the finished sheets
    std::vector<Chart> charts_;   // of all tables
    lxw_worksheet* sheet_ = nullptr;
    lxw_format *bold_ = nullptr, *bold_right_ = nullptr, *title_ = nullptr, *wrapped_ = nullptr;
    Styles plain_, total_;
    const Styles* styles_ = &plain_;
    lxw_row_t row_ = 0, header_row_ = 0;
    std::vector<std::size_t> cells_;  // written to each sheet, including the header
    std::string scratch_, safe_;
};

}  // namespace

std::unique_ptr<Sink> make_xlsx_sink(const WriteOptions& options, std::ostream& out) {
    return std::make_unique<XlsxSink>(options, out);
}

}  // namespace cpcc::files
