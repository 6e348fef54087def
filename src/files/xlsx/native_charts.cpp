#include "xlsx/native_charts.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"

#include <algorithm>
#include <array>

namespace cpcc::files {

namespace {

constexpr int page_width = 660, chart_height = 300;  // of a chart, in pixels; A4 has 697 between the margins
constexpr int small_width = 216, small_height = 140, small_in_a_line = 3;
constexpr int row_pixels = 20;                               // in pixels
constexpr double default_width = 480, default_height = 288;  // of a chart of the library
constexpr int first_column = 20, other_columns = 9;          // in characters
constexpr std::array<lxw_color_t, 5> chart_colours{0x1F5FA8, 0xB4471F, 0x2E7D4F, 0x7A4A9E, 0x8A6D00};  // as on the page

struct LibCharts {
    explicit LibCharts(const SharedLibrary& library)
        : workbook_add_chart(library.symbol("workbook_add_chart")),
          chart_add_series(library.symbol("chart_add_series")),
          set_categories(library.symbol("chart_series_set_categories")),
          set_values(library.symbol("chart_series_set_values")),
          set_name(library.symbol("chart_series_set_name_range")),
          set_line(library.symbol("chart_series_set_line")),
          set_fill(library.symbol("chart_series_set_fill")),
          title_set_name(library.symbol("chart_title_set_name")),
          title_set_font(library.symbol("chart_title_set_name_font")),
          legend_set_position(library.symbol("chart_legend_set_position")),
          axis_get(library.symbol("chart_axis_get")),
          axis_set_reverse(library.symbol("chart_axis_set_reverse")),
          axis_set_max(library.symbol("chart_axis_set_max")),
          axis_set_min(library.symbol("chart_axis_set_min")),
          insert_chart(library.symbol("worksheet_insert_chart_opt")) {}
    decltype(&::workbook_add_chart) workbook_add_chart;
    decltype(&::chart_add_series) chart_add_series;
    decltype(&::chart_series_set_categories) set_categories;
    decltype(&::chart_series_set_values) set_values;
    decltype(&::chart_series_set_name_range) set_name;
    decltype(&::chart_series_set_line) set_line;
    decltype(&::chart_series_set_fill) set_fill;
    decltype(&::chart_title_set_name) title_set_name;
    decltype(&::chart_title_set_name_font) title_set_font;
    decltype(&::chart_legend_set_position) legend_set_position;
    decltype(&::chart_axis_get) axis_get;
    decltype(&::chart_axis_set_reverse) axis_set_reverse;
    decltype(&::chart_axis_set_max) axis_set_max;
    decltype(&::chart_axis_set_min) axis_set_min;
    decltype(&::worksheet_insert_chart_opt) insert_chart;
};

class ChartSheet {
public:
    explicit ChartSheet(WorkbookFile& book)
        : book_(book),
          name_(Words{"图表", "Charts"}.str()),
          sheet_(book.try_sheet(name_)),
          title_(book.add_format()),
          head_(book.add_format()),
          text_(book.add_format("@")) {
        if (sheet_ == nullptr) return;
        lxw_.format_set_bold(title_);
        lxw_.format_set_bold(head_);
        lxw_.format_set_text_wrap(head_);
        lxw_.worksheet_set_column(sheet_, 0, 0, first_column, nullptr);
        lxw_.worksheet_set_column(sheet_, 1, LXW_COL_MAX - 1, other_columns, nullptr);
        book_.set_paper(sheet_, WorkbookFile::Lies::upright, 100);
        lxw_.worksheet_fit_to_pages(sheet_, 1, 0);
    }

    // Writes the figures, a row for each category and a column for each series, and draws them below. The many series
    // of small charts have a row each, so that the sheet is not wider than paper.
    void add(const Chart& chart) {
        if (sheet_ == nullptr) return;
        put(0, chart.title, title_);
        ++row_;
        const lxw_row_t header = row_;
        if (chart.kind == Chart::Kind::multiples) {
            for (std::size_t i = 0; i < chart.categories.size(); ++i) put(i + 1, chart.categories[i], head_);
            for (const ChartSeries& series : chart.series) {
                ++row_;
                put(0, series.label, text_);
                for (std::size_t i = 0; i < chart.categories.size(); ++i) put(i + 1, series, i);
            }
            ++row_;
            return draw_multiples(chart, header);
        }
        for (std::size_t s = 0; s < chart.series.size(); ++s)
            put(s + 1, chart.series[s].label.empty() ? chart.title : chart.series[s].label, head_);
        ++row_;
        for (std::size_t i = 0; i < chart.categories.size(); ++i, ++row_) {
            put(0, chart.categories[i], text_);
            for (std::size_t s = 0; s < chart.series.size(); ++s) put(s + 1, chart.series[s], i);
        }
        draw_one(chart, header);
    }

    std::size_t cells() const { return cells_; }

private:
    static lxw_col_t column(std::size_t i) { return static_cast<lxw_col_t>(std::min<std::size_t>(i, LXW_COL_MAX - 1)); }

    void put(std::size_t i, const std::string& text, lxw_format* with) {
        if (text.empty()) return;
        lxw_.worksheet_write_string(sheet_, row_, column(i), for_xml(text, safe_).c_str(), with);
        ++cells_;
    }

    void put(std::size_t i, const ChartSeries& series, std::size_t category) {
        const auto value = category < series.values.size() ? series.values[category] : std::nullopt;
        if (!value) return;
        lxw_.worksheet_write_number(sheet_, row_, column(i), static_cast<double>(*value) / divisor(series.type),
                                    format_of(series.type));
        ++cells_;
    }

    static double divisor(CellType type) {
        switch (type) {
            case CellType::money: return 100;
            case CellType::wan: return 1'000'000;
            case CellType::share:
            case CellType::decimal: return 10'000;
            case CellType::mean: return 10;
            default: return 1;
        }
    }

    lxw_format* format_of(CellType type) {
        if (type == CellType::money || type == CellType::wan)
            return money_ ? money_ : money_ = book_.add_format("0.00");
        if (type == CellType::share) return share_ ? share_ : share_ = book_.add_format("0.0%");
        return nullptr;
    }

    lxw_chart* chart_of(const Chart& chart, const std::string& title) {
        const auto type = chart.kind == Chart::Kind::bars      ? LXW_CHART_BAR
                          : chart.kind == Chart::Kind::stacked ? LXW_CHART_BAR_STACKED
                                                               : LXW_CHART_LINE;
        lxw_chart* const made = charts_.workbook_add_chart(book_.book(), static_cast<std::uint8_t>(type));
        lxw_chart_font font{};
        font.size = 11;
        font.bold = LXW_TRUE;
        charts_.title_set_name(made, for_xml(title, safe_).c_str());
        charts_.title_set_font(made, &font);
        const bool across = type != LXW_CHART_LINE;  // then the library exchanges the axes
        if (across)                                  // the first category on top, as in the table
            charts_.axis_set_reverse(charts_.axis_get(made, LXW_CHART_AXIS_TYPE_Y));
        charts_.axis_set_min(charts_.axis_get(made, across ? LXW_CHART_AXIS_TYPE_X : LXW_CHART_AXIS_TYPE_Y), 0);
        return made;
    }

    void add_series(lxw_chart* to, const Chart& chart, std::size_t s, lxw_row_t header) {
        lxw_chart_series* const series = charts_.chart_add_series(to, nullptr, nullptr);
        const auto count = chart.categories.size();
        const auto last = header + static_cast<lxw_row_t>(count), row = header + 1 + static_cast<lxw_row_t>(s);
        if (chart.kind == Chart::Kind::multiples) {
            charts_.set_categories(series, name_.c_str(), header, 1, header, column(count));
            charts_.set_values(series, name_.c_str(), row, 1, row, column(count));
            charts_.set_name(series, name_.c_str(), row, 0);
        } else {
            charts_.set_categories(series, name_.c_str(), header + 1, 0, last, 0);
            charts_.set_values(series, name_.c_str(), header + 1, column(s + 1), last, column(s + 1));
            charts_.set_name(series, name_.c_str(), header, column(s + 1));
        }
        const lxw_color_t colour =
            chart.kind == Chart::Kind::multiples ? chart_colours[0] : chart_colours[s % chart_colours.size()];
        if (chart.kind == Chart::Kind::lines || chart.kind == Chart::Kind::multiples) {
            lxw_chart_line line{};
            line.color = colour;
            line.width = 2;
            charts_.set_line(series, &line);
        } else {
            lxw_chart_fill fill{};
            fill.color = colour;
            charts_.set_fill(series, &fill);
        }
    }

    // Puts a chart into the sheet. Its text for those who cannot see it are its figures in words.
    void insert(lxw_chart* chart, int left, int width, int height, std::string words) {
        lxw_chart_options options{};
        options.x_offset = left;
        options.x_scale = width / default_width;
        options.y_scale = height / default_height;
        words = for_xml(words, safe_);
        options.description = words.data();
        charts_.insert_chart(sheet_, row_, 0, chart, &options);
    }

    void draw_one(const Chart& chart, lxw_row_t header) {
        lxw_chart* const made = chart_of(chart, chart.title);
        std::string words = chart.title;
        for (std::size_t s = 0; s < chart.series.size(); ++s) {
            add_series(made, chart, s, header);
            words += '\n' + in_words(chart, chart.series[s]);
        }
        charts_.legend_set_position(
            made, static_cast<std::uint8_t>(chart.series.size() > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE));
        const bool across = chart.kind != Chart::Kind::lines;
        const int lines =
            static_cast<int>(chart.categories.size() * (chart.kind == Chart::Kind::bars ? chart.series.size() : 1));
        const int height = across ? std::clamp(90 + 22 * lines, 160, 900) : chart_height;
        ++row_;
        insert(made, 0, page_width, height, std::move(words));
        row_ += static_cast<lxw_row_t>(height / row_pixels + 2);
    }

    // Draws each series by itself, all to one scale.
    void draw_multiples(const Chart& chart, lxw_row_t header) {
        const double top =
            static_cast<double>(std::max<std::int64_t>(largest(chart), 1)) / divisor(chart.series.front().type);
        ++row_;
        for (std::size_t s = 0; s < chart.series.size(); ++s) {
            const int place = static_cast<int>(s) % small_in_a_line;
            if (s > 0 && place == 0) row_ += small_height / row_pixels + 1;
            lxw_chart* const made = chart_of(chart, chart.series[s].label);
            add_series(made, chart, s, header);
            charts_.axis_set_max(charts_.axis_get(made, LXW_CHART_AXIS_TYPE_Y), top);
            charts_.legend_set_position(made, LXW_CHART_LEGEND_NONE);
            insert(made, place * (small_width + 4), small_width, small_height, in_words(chart, chart.series[s]));
        }
        row_ += small_height / row_pixels + 2;
    }

    WorkbookFile& book_;
    const LibXlsxWriter& lxw_ = book_.library();
    const LibCharts charts_{lxw_.library};
    std::string name_, safe_;
    lxw_worksheet* sheet_;
    lxw_format *title_, *head_, *text_, *money_ = nullptr, *share_ = nullptr;
    lxw_row_t row_ = 0;
    std::size_t cells_ = 0;
};

}  // namespace

std::size_t write_charts(WorkbookFile& book, const std::vector<Chart>& charts) {
    const auto drawn = [](const Chart& chart) {
        return chart.kind != Chart::Kind::heat && !chart.series.empty() && !chart.categories.empty();
    };
    if (std::none_of(charts.begin(), charts.end(), drawn)) return 0;
    ChartSheet sheet(book);
    for (const Chart& chart : charts)
        if (drawn(chart)) sheet.add(chart);
    return sheet.cells();
}

}  // namespace cpcc::files
