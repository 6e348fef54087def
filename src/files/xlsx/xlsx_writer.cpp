// Writes XLSX with libxlsxwriter in its streaming mode, in which only the current row is in memory.
#include "block_writer.hpp"
#include "cells.hpp"
#include "cpcc/files/format.hpp"
#include "xlsx/library.hpp"
#include "xlsx/package.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <utility>

namespace cpcc::files {

namespace {

constexpr int rows_measured = 1000;  // for the column widths; later rows are rarely wider
constexpr int widest_column = 60;
constexpr std::int64_t exact = 999'999'999'999'999;  // spreadsheets keep 15 digits

struct LibXlsxWriter {
    SharedLibrary library = xlsx_library(CPCC_LIBXLSXWRITER);
    decltype(&::workbook_new_opt) workbook_new_opt = library.symbol("workbook_new_opt");
    decltype(&::workbook_add_worksheet) workbook_add_worksheet = library.symbol("workbook_add_worksheet");
    decltype(&::workbook_add_format) workbook_add_format = library.symbol("workbook_add_format");
    decltype(&::workbook_close) workbook_close = library.symbol("workbook_close");
    decltype(&::lxw_workbook_free) workbook_free = library.symbol("lxw_workbook_free");
    decltype(&::worksheet_write_string) worksheet_write_string = library.symbol("worksheet_write_string");
    decltype(&::worksheet_write_number) worksheet_write_number = library.symbol("worksheet_write_number");
    decltype(&::worksheet_write_datetime) worksheet_write_datetime = library.symbol("worksheet_write_datetime");
    decltype(&::worksheet_set_column) worksheet_set_column = library.symbol("worksheet_set_column");
    decltype(&::worksheet_freeze_panes) worksheet_freeze_panes = library.symbol("worksheet_freeze_panes");
    decltype(&::worksheet_set_landscape) worksheet_set_landscape = library.symbol("worksheet_set_landscape");
    decltype(&::worksheet_set_paper) worksheet_set_paper = library.symbol("worksheet_set_paper");
    decltype(&::worksheet_fit_to_pages) worksheet_fit_to_pages = library.symbol("worksheet_fit_to_pages");
    decltype(&::worksheet_repeat_rows) worksheet_repeat_rows = library.symbol("worksheet_repeat_rows");
    decltype(&::format_set_num_format) format_set_num_format = library.symbol("format_set_num_format");
    decltype(&::format_set_bold) format_set_bold = library.symbol("format_set_bold");
    decltype(&::format_set_align) format_set_align = library.symbol("format_set_align");
    decltype(&::lxw_strerror) strerror = library.symbol("lxw_strerror");
};

// A temporary file, because libxlsxwriter writes to a path. Only this user can read it; the destructor deletes it.
class TemporaryFile {
public:
    TemporaryFile() {
        const char* folder = std::getenv("TMPDIR");
        folder_ = folder != nullptr && *folder != '\0' ? folder : "/tmp";
        path_ = folder_ + "/cpcc-XXXXXX";
        const int descriptor = ::mkstemp(path_.data());
        if (descriptor < 0)
            throw Error(Exit::failed,
                        say(Words{"无法在 {} 中创建临时文件：{}", "cannot create a temporary file in {}: {}"}, folder_,
                            system_message(errno)),
                        say(Words{"请用 TMPDIR 指定一个可写的文件夹", "set TMPDIR to a writable directory"}));
        ::close(descriptor);
    }
    ~TemporaryFile() { ::unlink(path_.c_str()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }
    std::string& folder() { return folder_; }

private:
    std::string folder_;
    std::string path_;
};

// Returns the title as a valid sheet name: at most 31 characters, without forbidden signs, and not the reserved
// "History".
std::string sheet_name(const std::string& title) {
    std::string name;
    int characters = 0;
    for (std::size_t i = 0; i < title.size(); ++i) {
        const auto byte = static_cast<unsigned char>(title[i]);
        if ((byte & 0xC0U) != 0x80U && ++characters > 31) break;
        const bool forbidden = byte < 0x20 || std::string_view("[]:*?/\\'").find(title[i]) != std::string_view::npos;
        name += forbidden ? ' ' : title[i];
    }
    if (trim(name).empty() || !is_utf8(name) || name == "History") return "cpcc";
    return name;
}

bool is_hex(char c) noexcept { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Returns the text as XML can hold it. libxlsxwriter escapes a control character as `_x000D_`, but not a text that
// looks like such an escape, which a reader would decode. U+FFFD replaces a character that XML forbids, because it
// would make the file unreadable.
std::string for_xml(const std::string& text) {
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = std::string_view(text).substr(i);
        const bool escape = rest.size() >= 7 && rest.starts_with("_x") && rest[6] == '_' &&
                            std::all_of(rest.begin() + 2, rest.begin() + 6, is_hex);
        if (escape)
            safe += "_x005F_";
        else if (rest.front() == '\0')
            safe += "\uFFFD";
        else if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF"))
            safe += "\uFFFD", i += 2;
        else
            safe += rest.front();
    }
    return safe;
}

bool needs_care(const std::string& text) noexcept {
    return text.find("_x") != std::string::npos || text.find('\0') != std::string::npos ||
           text.find("\xEF\xBF") != std::string::npos;
}

class XlsxSink : public Sink {
public:
    explicit XlsxSink(std::ostream& out) : out_(out) {}
    ~XlsxSink() override {
        if (book_ != nullptr) lxw_.workbook_free(book_);
    }
    XlsxSink(const XlsxSink&) = delete;
    XlsxSink& operator=(const XlsxSink&) = delete;

    void begin(const Heading& heading, const std::vector<Column>& columns) override {
        heading_ = heading;
        columns_ = columns;
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = file_.folder().data();
        book_ = lxw_.workbook_new_opt(file_.path().c_str(), &options);
        if (book_ == nullptr) throw std::bad_alloc();
        sheet_ = lxw_.workbook_add_worksheet(book_, sheet_name(heading_.title).c_str());
        if (sheet_ == nullptr) sheet_ = lxw_.workbook_add_worksheet(book_, nullptr);
        if (sheet_ == nullptr) throw std::bad_alloc();
        make_formats();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            widths_.push_back(display_width(columns_[i].label));
            write_text(i, columns_[i].label, columns_[i].numeric() ? bold_right_ : bold_);
        }
        lxw_.worksheet_freeze_panes(sheet_, 1, 0);
        set_page();
        row_ = 1;
    }

    void row(std::span<const Cell> cells) override {
        check_row(columns_, cells);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            // XLSX text never runs as a formula, so it needs no apostrophe. But an import removes one, so the value
            // `'=x` gets a second.
            if (const auto* text = std::get_if<std::string>(&cells[i]))
                write_text(i, reads_as_defused(*text) ? "'" + *text : *text, text_);
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
        const lxw_error error = lxw_.workbook_close(std::exchange(book_, nullptr));
        if (error != LXW_NO_ERROR) fail_file(lxw_.strerror(error));
        verify();
        copy_out();
    }

private:
    static lxw_col_t column(std::size_t i) { return static_cast<lxw_col_t>(std::min<std::size_t>(i, LXW_COL_MAX)); }

    lxw_format* format(const char* number_format) {
        lxw_format* const made = lxw_.workbook_add_format(book_);
        if (made == nullptr) throw std::bad_alloc();
        if (number_format != nullptr) lxw_.format_set_num_format(made, number_format);
        return made;
    }

    void make_formats() {
        bold_ = format(nullptr);
        lxw_.format_set_bold(bold_);
        bold_right_ = format(nullptr);
        lxw_.format_set_bold(bold_right_);
        lxw_.format_set_align(bold_right_, LXW_ALIGN_RIGHT);
        text_ = format("@");  // a code keeps its leading zeros when its cell is edited
        date_ = format("yyyy-mm-dd");
        money_ = format("#,##0.00");
        share_ = format("0.00%");
        mean_ = format("0.0");
    }

    // Sets up printing: A4 landscape, all columns on one page, their labels on every page.
    void set_page() {
        constexpr std::uint8_t a4 = 9;  // ECMA-376, 18.3.1.63, paperSize
        lxw_.worksheet_set_paper(sheet_, a4);
        lxw_.worksheet_set_landscape(sheet_);
        lxw_.worksheet_fit_to_pages(sheet_, 1, 0);
        lxw_.worksheet_repeat_rows(sheet_, 0, 0);
    }

    void write_text(std::size_t i, const std::string& text, lxw_format* with) {
        if (text.empty()) return;
        check(i, lxw_.worksheet_write_string(sheet_, row_, column(i),
                                             needs_care(text) ? for_xml(text).c_str() : text.c_str(), with));
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
        lxw_worksheet* const notes = lxw_.workbook_add_worksheet(book_, Words{"说明", "Notes"}.str().c_str());
        if (notes == nullptr) return;  // the table's sheet has that name
        lxw_row_t line = 0;
        lxw_.worksheet_write_string(notes, line++, 0, for_xml(heading_.title).c_str(), bold_);
        for (const auto& note : heading_.notes)
            lxw_.worksheet_write_string(notes, line++, 0, for_xml(note).c_str(), nullptr);
    }

    [[noreturn]] void fail_file(std::string_view cause) {
        throw Error(Exit::failed,
                    say(Words{"无法生成 .xlsx（临时文件夹 {}）：{}",
                              "cannot write the .xlsx file (temporary directory {}): {}"},
                        file_.folder(), cause),
                    say(Words{"请检查临时文件夹的可用空间，或用 TMPDIR 指定其他文件夹",
                              "free some space there, or set TMPDIR to another directory"}));
    }

    // Counts the cells in the finished file. libxlsxwriter does not check writes to its temporary files, so that on a
    // full disk rows would be missing without an error.
    void verify() {
        std::size_t found = 0;
        try {
            Input input(file_.path());
            const Package package(input);
            found = count_in_part(package, "xl/worksheets/sheet1.xml", "<c ");
        } catch (const Error& error) {
            fail_file(error.message());
        }
        if (found != cells_) fail_file(system_message(ENOSPC));
    }

    void copy_out() {
        std::ifstream in(file_.path(), std::ios::binary);
        std::array<char, 65536> block{};
        while (in) {
            in.read(block.data(), block.size());
            errno = 0;
            if (!out_.write(block.data(), in.gcount())) fail_stream();
        }
        if (!in.eof()) fail_file(system_message(EIO));
        errno = 0;
        if (!out_.flush()) fail_stream();
    }

    LibXlsxWriter lxw_;
    std::ostream& out_;
    TemporaryFile file_;
    Heading heading_;
    std::vector<Column> columns_;
    std::vector<int> widths_;
    lxw_workbook* book_ = nullptr;
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
    std::string scratch_;
};

}  // namespace

std::unique_ptr<Sink> make_xlsx_sink(const WriteOptions&, std::ostream& out) { return std::make_unique<XlsxSink>(out); }

}  // namespace cpcc::files
