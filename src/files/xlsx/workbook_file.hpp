// A workbook that libxlsxwriter writes, from its first sheet to the finished file.
#pragma once

#include "xlsx/library.hpp"

#include <xlsxwriter.h>

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

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
    decltype(&::worksheet_hide) worksheet_hide = library.symbol("worksheet_hide");
    decltype(&::worksheet_data_validation_range) worksheet_data_validation_range =
        library.symbol("worksheet_data_validation_range");
    decltype(&::worksheet_fit_to_pages) worksheet_fit_to_pages = library.symbol("worksheet_fit_to_pages");
    decltype(&::worksheet_repeat_rows) worksheet_repeat_rows = library.symbol("worksheet_repeat_rows");
    decltype(&::worksheet_repeat_columns) worksheet_repeat_columns = library.symbol("worksheet_repeat_columns");
    decltype(&::worksheet_set_margins) worksheet_set_margins = library.symbol("worksheet_set_margins");
    decltype(&::worksheet_set_print_scale) worksheet_set_print_scale = library.symbol("worksheet_set_print_scale");
    decltype(&::worksheet_set_v_pagebreaks) worksheet_set_v_pagebreaks = library.symbol("worksheet_set_v_pagebreaks");
    decltype(&::worksheet_set_footer) worksheet_set_footer = library.symbol("worksheet_set_footer");
    decltype(&::worksheet_write_blank) worksheet_write_blank = library.symbol("worksheet_write_blank");
    decltype(&::workbook_set_properties) workbook_set_properties = library.symbol("workbook_set_properties");
    decltype(&::format_set_border) format_set_border = library.symbol("format_set_border");
    decltype(&::format_set_font_size) format_set_font_size = library.symbol("format_set_font_size");
    decltype(&::format_set_num_format) format_set_num_format = library.symbol("format_set_num_format");
    decltype(&::format_set_bold) format_set_bold = library.symbol("format_set_bold");
    decltype(&::format_set_bg_color) format_set_bg_color = library.symbol("format_set_bg_color");
    decltype(&::format_set_font_color) format_set_font_color = library.symbol("format_set_font_color");
    decltype(&::format_set_italic) format_set_italic = library.symbol("format_set_italic");
    decltype(&::format_set_text_wrap) format_set_text_wrap = library.symbol("format_set_text_wrap");
    decltype(&::format_set_align) format_set_align = library.symbol("format_set_align");
    decltype(&::lxw_strerror) strerror = library.symbol("lxw_strerror");
};

// A temporary file, because libxlsxwriter writes to a path. Only this user can read it; the destructor deletes it.
class TemporaryFile {
public:
    TemporaryFile();  // throws Error{failed} if the temporary directory cannot be written
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }
    std::string& folder() { return folder_; }

private:
    std::string folder_;
    std::string path_;
};

class WorkbookFile {
public:
    // `of_a_row`: rows are written in order, and only the current one is in memory.
    enum class Memory { of_a_row, of_all };
    explicit WorkbookFile(Memory);
    ~WorkbookFile();
    WorkbookFile(const WorkbookFile&) = delete;
    WorkbookFile& operator=(const WorkbookFile&) = delete;

    const LibXlsxWriter& library() const { return lxw_; }
    lxw_workbook* book() const { return book_; }
    // Adds a sheet named like the title, as far as a sheet's name allows it.
    lxw_worksheet* add_sheet(const std::string& title);
    lxw_worksheet* try_sheet(const std::string& name);  // null if there is one with that name
    enum class Lies { upright, across };
    // Sets up printing on A4, with page numbers. `scale` is in per cent.
    void set_paper(lxw_worksheet*, Lies, int scale) const;
    // Sets up printing of a form: A4 landscape, all columns on one page, the first row on every page.
    void set_form_page(lxw_worksheet*) const;
    lxw_format* add_format(const char* number_format = nullptr);
    // Closes the workbook and copies it to `out`. `cells`: how many cells were written to each of the first sheets.
    // Throws Error{failed} if fewer arrived, which is how a full disk shows.
    void finish(const std::vector<std::size_t>& cells, std::ostream& out);

private:
    [[noreturn]] void fail(std::string_view cause);
    void verify(const std::vector<std::size_t>& cells);
    void copy_to(std::ostream& out);

    LibXlsxWriter lxw_;
    TemporaryFile file_;
    lxw_workbook* book_;
};

// Returns the text as XML can hold it: the text itself, or `safe` filled with it. libxlsxwriter escapes a control
// character as `_x000D_`, but not a text that looks like such an escape, which a reader would decode. U+FFFD replaces a
// character that XML forbids, because it would make the file unreadable.
const std::string& for_xml(const std::string& text, std::string& safe);

}  // namespace cpcc::files
