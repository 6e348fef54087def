// Writes XLSX with libxlsxwriter in its streaming mode, in which only the current row is in memory.
#include "block_writer.hpp"
#include "cells.hpp"
#include "cpcc/files/format.hpp"
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
constexpr int widest_column = 60;
constexpr std::int64_t exact = 999'999'999'999'999;  // spreadsheets keep 15 digits

class XlsxSink : public Sink {
public:
    explicit XlsxSink(std::ostream& out) : out_(out) {}
    void begin(const Heading& heading, const std::vector<Column>& columns) override {
        heading_ = heading;
        columns_ = columns;
        sheet_ = book_.add_sheet(heading_.title);
        make_formats();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            widths_.push_back(display_width(columns_[i].label));
            write_text(i, columns_[i].label, columns_[i].numeric() ? bold_right_ : bold_);
        }
        lxw_.worksheet_freeze_panes(sheet_, 1, 0);
        book_.set_page(sheet_);
        row_ = 1;
    }

    void row(std::span<const Cell> cells) override {
        check_row(columns_, cells);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            // XLSX text never runs as a formula, so it needs no apostrophe. But an import removes one, so the value
            // `'=x` gets a second.
            if (const auto* text = std::get_if<std::string>(&cells[i]))
                write_text(i, needs_apostrophe(*text) ? "'" + *text : *text, text_);
            else if (const auto* number = std::get_if<std::int64_t>(&cells[i]))
                write_number(i, *number);
            else if (const auto* decimal = std::get_if<double>(&cells[i]))
                check(i, lxw_.worksheet_write_number(sheet_, row_, column(i), *decimal, nullptr));
            measure(i, cells[i]);
        }
        ++row_;
    }

    void end() override {
        for (std::size_t i = 0; i < widths_.size(); ++i)
            lxw_.worksheet_set_column(sheet_, column(i), column(i), std::min(widths_[i], widest_column) + 2, nullptr);
        write_notes();
        book_.finish(cells_, out_);
    }

private:
    static lxw_col_t column(std::size_t i) { return static_cast<lxw_col_t>(std::min<std::size_t>(i, LXW_COL_MAX)); }

    void make_formats() {
        bold_ = book_.add_format();
        lxw_.format_set_bold(bold_);
        bold_right_ = book_.add_format();
        lxw_.format_set_bold(bold_right_);
        lxw_.format_set_align(bold_right_, LXW_ALIGN_RIGHT);
        text_ = book_.add_format("@");  // a code keeps its leading zeros when its cell is edited
        date_ = book_.add_format("yyyy-mm-dd");
        money_ = book_.add_format("#,##0.00");
        share_ = book_.add_format("0.00%");
        mean_ = book_.add_format("0.0");
    }

    void write_text(std::size_t i, const std::string& text, lxw_format* with) {
        if (text.empty()) return;
        check(i, lxw_.worksheet_write_string(sheet_, row_, column(i), for_xml(text, safe_).c_str(), with));
    }

    void write_number(std::size_t i, std::int64_t number) {
        const auto value = static_cast<double>(number);
        switch (columns_[i].type) {
            case CellType::money:
                return check(i, lxw_.worksheet_write_number(sheet_, row_, column(i), value / 100, money_));
            case CellType::share:
                return check(i, lxw_.worksheet_write_number(sheet_, row_, column(i), value / 10000, share_));
            case CellType::date: return write_date(i, Date::packed(number));
            case CellType::mean:
                return check(i, lxw_.worksheet_write_number(sheet_, row_, column(i), value / 10, mean_));
            case CellType::decimal:
                return check(i, lxw_.worksheet_write_number(sheet_, row_, column(i), value / 10000, nullptr));
            case CellType::integer:
            case CellType::any:
            case CellType::text: break;
        }
        if (number > exact || number < -exact) return write_text(i, std::to_string(number), text_);
        check(i, lxw_.worksheet_write_number(sheet_, row_, column(i), value, nullptr));
    }

    void write_date(std::size_t i, Date date) {
        lxw_datetime moment{};
        moment.year = date.year();
        moment.month = date.month();
        moment.day = date.day();
        check(i, lxw_.worksheet_write_datetime(sheet_, row_, column(i), &moment, date_));
    }

    void check(std::size_t i, lxw_error error) {
        if (error == LXW_NO_ERROR && i <= LXW_COL_MAX - 1) {
            ++cells_;
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

    // Writes the notes to a second sheet, so that the first holds only the table and can be imported.
    void write_notes() {
        if (heading_.notes.empty()) return;
        lxw_worksheet* const notes = book_.try_sheet(Words{"说明", "Notes"}.str());
        if (notes == nullptr) return;  // the table's sheet has that name
        lxw_row_t line = 0;
        lxw_.worksheet_write_string(notes, line++, 0, for_xml(heading_.title, safe_).c_str(), bold_);
        for (const auto& note : heading_.notes)
            lxw_.worksheet_write_string(notes, line++, 0, for_xml(note, safe_).c_str(), nullptr);
    }

    std::ostream& out_;
    WorkbookFile book_{WorkbookFile::Memory::of_a_row};
    const LibXlsxWriter& lxw_ = book_.library();
    Heading heading_;
    std::vector<Column> columns_;
    std::vector<int> widths_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* bold_ = nullptr;
    lxw_format* bold_right_ = nullptr;
    lxw_format* text_ = nullptr;
    lxw_format* date_ = nullptr;
    lxw_format* money_ = nullptr;
    lxw_format* share_ = nullptr;
    lxw_format* mean_ = nullptr;
    lxw_row_t row_ = 0;
    std::size_t cells_ = 0;  // written, including the header
    std::string scratch_, safe_;
};

}  // namespace

std::unique_ptr<Sink> make_xlsx_sink(const WriteOptions&, std::ostream& out) { return std::make_unique<XlsxSink>(out); }

}  // namespace cpcc::files
