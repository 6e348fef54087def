#include "xlsx/sheet_page.hpp"

#include "table_layout.hpp"

namespace cpcc::files {

namespace {

constexpr double upright_width = 523, across_width = 770;  // of A4 between the margins, in points
constexpr int whole_scale = 100, least_scale = 82;         // per cent: of 11 points, 9 are left
constexpr double spare = 1.06;                             // programs without Calibri use a wider font

// Returns the width of columns in points: a digit of Calibri 11 is 7 pixels wide.
double points(const std::vector<int>& widths) {
    double sum = 0;
    for (const int width : widths) sum += (7 * width + 5) * 0.75;
    return sum * spare;
}

// Breaks the pages where another theme begins.
void break_by_theme(const WorkbookFile& book, lxw_worksheet* sheet, const std::vector<Column>& columns) {
    std::vector<lxw_col_t> breaks;
    for (std::size_t i = 1; i < columns.size(); ++i)
        if (!columns[i - 1].theme.empty() && columns[i].theme != columns[i - 1].theme)
            breaks.push_back(static_cast<lxw_col_t>(i));
    breaks.push_back(0);  // ends the list
    book.library().worksheet_set_v_pagebreaks(sheet, breaks.data());
}

}  // namespace

void set_sheet_page(const WorkbookFile& book, lxw_worksheet* sheet, const std::vector<Column>& columns,
                    const std::vector<int>& widths, lxw_row_t header) {
    const double width = points(widths);
    const auto lies =
        width * least_scale <= upright_width * whole_scale ? WorkbookFile::Lies::upright : WorkbookFile::Lies::across;
    const double page = lies == WorkbookFile::Lies::upright ? upright_width : across_width;
    const bool fits = width * least_scale <= page * whole_scale;
    book.set_paper(sheet, lies, width <= page ? whole_scale : least_scale);
    book.library().worksheet_repeat_rows(sheet, header, header);
    if (const std::size_t heads = heads_of(columns); heads > 0)
        book.library().worksheet_repeat_columns(sheet, 0, static_cast<lxw_col_t>(heads - 1));
    if (fits)
        book.library().worksheet_fit_to_pages(sheet, 1, 0);  // narrowed no further than needed
    else
        break_by_theme(book, sheet, columns);
}

}  // namespace cpcc::files
