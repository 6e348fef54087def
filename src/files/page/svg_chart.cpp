#include "page/svg_chart.hpp"

#include "cells.hpp"
#include "markup.hpp"

#include "cpcc/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace cpcc::files {

namespace {

constexpr double svg_letter = 6.3;  // half an em of the letters in a chart
constexpr int svg_colours = 5;      // --c1 … --c5 of page_style.hpp
constexpr int widest_label = 20;    // in half ems
constexpr double category_height = 22, bar_height = 14, cell = 21;
// Lines are told apart without colour, too.
constexpr std::array<std::string_view, svg_colours> dashes{"none", "7 3", "2 3", "9 3 2 3", "4 2"};

double width_of(std::string_view text) { return svg_letter * display_width(text); }

// Returns the text, cut with an ellipsis; the whole stands in the text of the chart.
std::string short_label(const std::string& label) {
    if (display_width(label) <= widest_label) return label;
    return std::string(cut_to_width(label, widest_label - 2)) + "…";
}

std::string value_text(CellType type, std::int64_t value) {
    std::string text;
    append_shown(text, type, value);
    return text;
}

// Returns the number that an axis ends with: 1, 2 or 5 times a power of ten, not below `most`.
std::int64_t end_of_axis(std::int64_t most) {
    std::int64_t power = 1;
    while (power * 10 < most && power < std::int64_t{1} << 53) power *= 10;
    for (const std::int64_t times : {1, 2, 3, 4, 5, 6, 8, 10})
        if (power * times >= most) return std::max<std::int64_t>(power * times, 2);
    return most;
}

class Drawing {
public:
    Drawing(std::string& to, const Chart& chart) : to_(to), chart_(chart) {}

    // Draws the series from `first` on, `count` of them.
    void draw(int number, std::size_t first, std::size_t count) {
        series_ = std::span(chart_.series).subspan(first, count);
        body_.clear();
        switch (chart_.kind) {
            case Chart::Kind::lines: lines(360, 200); break;
            case Chart::Kind::multiples: lines(180, 100); break;
            case Chart::Kind::bars: bars(); break;
            case Chart::Kind::stacked: stacked(); break;
            case Chart::Kind::heat: heat(); break;
        }
        const bool one = chart_.kind == Chart::Kind::multiples;
        put(to_, R"(<svg viewBox="0 0 {:.0f} {:.0f}" role="img" aria-labelledby="t{} d{}">)", width_, height_, number,
            number);
        text_element("title", "t", number, one ? series_.front().label : chart_.title);
        std::string words;
        for (const ChartSeries& series : series_) words += in_words(chart_, series) + '\n';
        text_element("desc", "d", number, words);
        to_ += body_ + "</svg>\n";
    }

private:
    template <class... Args>
    static void put(std::string& to, fmt::format_string<Args...> form, Args&&... args) {
        fmt::format_to(std::back_inserter(to), form, std::forward<Args>(args)...);
    }

    void text_element(std::string_view element, std::string_view id, int number, const std::string& text) {
        put(to_, R"(<{} id="{}{}">)", element, id, number);
        append_escaped(to_, text);
        put(to_, "</{}>", element);
    }

    void text(double x, double y, std::string_view classes, std::string_view text) {
        put(body_, R"(<text x="{:.1f}" y="{:.1f}" class="{}">)", x, y, classes);
        append_escaped(body_, text);
        body_ += "</text>";
    }

    void box(double x, double y, double width, double height, std::size_t colour) {
        put(body_, R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" class="f{}"/>)", x, y,
            std::max(width, 0.0), height, colour % svg_colours + 1);
    }

    static double as_double(std::int64_t value) { return static_cast<double>(value); }

    // Lines over the categories: an axis from 0, the first and the last label, and as many between as fit.
    void lines(double width, double height) {
        const bool small = chart_.kind == Chart::Kind::multiples;
        const CellType type = series_.front().type;
        const std::int64_t top = end_of_axis(largest(chart_));
        const double left = width_of(value_text(type, top)) + 6, right = width - 12, above = small ? 28 : 10,
                     below = height - 20;
        width_ = width, height_ = height;
        if (small) text(0, 12, "name", short_label(series_.front().label));
        for (const std::int64_t tick : {std::int64_t{0}, top / 2, top}) {
            if (small && tick == top / 2) continue;
            const double y = below - (below - above) * as_double(tick) / as_double(top);
            put(body_, R"(<path class="grid" d="M{:.1f} {:.1f}H{:.1f}"/>)", left, y, right);
            text(left - 4, y + 4, "end", value_text(type, tick));
        }
        const std::size_t count = chart_.categories.size();
        const double step = count > 1 ? (right - left - 8) / as_double(static_cast<std::int64_t>(count) - 1) : 0;
        labels_below(left + 4, step, below + 15, small);
        for (std::size_t s = 0; s < series_.size(); ++s)
            line(s, left + 4, step,
                 [&](std::int64_t value) { return below - (below - above) * as_double(value) / as_double(top); });
        if (!small) legend(left);
    }

    void labels_below(double left, double step, double y, bool small) {
        const std::size_t count = chart_.categories.size();
        if (count == 0) return;
        double widest = 0;
        for (const std::string& label : chart_.categories) widest = std::max(widest, width_of(label));
        const auto every =
            step == 0 ? std::size_t{1}
                      : std::max<std::size_t>(small ? count - 1 : 1, static_cast<std::size_t>((widest + 8) / step) + 1);
        for (std::size_t i = (count - 1) % every; i < count; i += every) {
            const double x = left + step * as_double(static_cast<std::int64_t>(i));
            const bool last = i + 1 == count, first = x - widest / 2 < 0;
            text(last ? x + 10 : first ? left - 4 : x, y, last ? "end" : first ? "start" : "mid", chart_.categories[i]);
        }
    }

    template <class Y>
    void line(std::size_t s, double left, double step, Y y_of) {
        const auto& values = series_[s].values;
        std::string path;
        bool down = false;  // whether the pen is
        double x = left, y = 0;
        for (const auto& value : values) {
            if (value) {
                y = y_of(*value);
                put(path, "{}{:.1f} {:.1f}", down ? "L" : "M", x, y);
            }
            down = value.has_value();
            x += step;
        }
        put(body_, R"(<path class="l{}" stroke-dasharray="{}" d="{}"/>)", s % svg_colours + 1, dashes[s % svg_colours],
            path);
        if (!values.empty() && values.back())
            put(body_, R"(<circle class="f{}" cx="{:.1f}" cy="{:.1f}" r="3"/>)", s % svg_colours + 1, x - step, y);
    }

    // The series' names below the drawing, in lines as wide as it is.
    void legend(double left) {
        if (series_.size() < 2) return;
        double x = left;
        height_ += 18;
        for (std::size_t s = 0; s < series_.size(); ++s) {
            const double wide = 26 + width_of(series_[s].label) + 12;
            if (x > left && x + wide > width_) x = left, height_ += 18;
            if (chart_.kind == Chart::Kind::lines)
                put(body_, R"(<path class="l{}" stroke-dasharray="{}" d="M{:.1f} {:.1f}h20"/>)", s % svg_colours + 1,
                    dashes[s % svg_colours], x, height_ - 10);
            else
                box(x + 6, height_ - 16, 12, 12, s);
            text(x + 26, height_ - 6, "start", series_[s].label);
            x += wide;
        }
        height_ += 2;
    }

    double label_width() const {
        double widest = 0;
        for (const std::string& label : chart_.categories) widest = std::max(widest, width_of(short_label(label)));
        return widest + 8;
    }

    // A line of the drawing for each category and series, with its figure behind the bar.
    void bars() {
        double widest = 0;
        for (const ChartSeries& series : series_)
            for (const auto& value : series.values)
                if (value) widest = std::max(widest, width_of(value_text(series.type, *value)));
        width_ = 360;
        const double left = label_width(), room = width_ - left - widest - 8;
        const double top = as_double(std::max<std::int64_t>(largest(chart_), 1));
        double y = 0;
        for (std::size_t i = 0; i < chart_.categories.size(); ++i) {
            text(0, y + 12, "name", short_label(chart_.categories[i]));
            for (std::size_t s = 0; s < series_.size(); ++s, y += bar_height + 3) {
                const auto& value = series_[s].values[i];
                if (!value) continue;
                const double wide = room * std::max(0.0, as_double(*value) / top);
                box(left, y + 1, wide, bar_height, s);
                text(left + wide + 4, y + 12, "start", value_text(series_[s].type, *value));
            }
            y += category_height - bar_height - 3;
        }
        height_ = std::max(y, category_height);
        legend(left);
    }

    void stacked() {
        width_ = 360;
        const double left = label_width(), widest = width_of(value_text(series_.front().type, largest(chart_)));
        const double room = width_ - left - widest - 8, top = as_double(std::max<std::int64_t>(largest(chart_), 1));
        double y = 0;
        for (std::size_t i = 0; i < chart_.categories.size(); ++i, y += category_height) {
            text(0, y + 12, "name", short_label(chart_.categories[i]));
            double x = left;
            std::int64_t sum = 0;
            for (std::size_t s = 0; s < series_.size(); ++s) {
                const std::int64_t value = series_[s].values[i].value_or(0);
                const double wide = room * as_double(value) / top;
                if (value > 0) box(x, y + 1, std::max(wide - 1, 0.5), bar_height, s);
                x += wide, sum += value;
            }
            text(x + 4, y + 12, "start", value_text(series_.front().type, sum));
        }
        height_ = std::max(y, category_height);
        legend(left);
    }

    // A cell for each series and category. The labels of the categories stand upright above the cells.
    void heat() {
        double left = 0, above = 0;
        for (const ChartSeries& series : series_) left = std::max(left, width_of(short_label(series.label)) + 8);
        for (const std::string& label : chart_.categories) above = std::max(above, width_of(label) + 8);
        width_ = std::max(360.0, left + cell * as_double(static_cast<std::int64_t>(chart_.categories.size())));
        double x = left;
        for (const std::string& label : chart_.categories) {
            put(body_, R"svg(<g transform="translate({:.1f} {:.1f}) rotate(-90)">)svg", x + cell / 2 + 4, above - 4);
            text(0, 0, "start", label);
            body_ += "</g>";
            x += cell;
        }
        double y = above;
        for (const ChartSeries& series : series_) {
            text(0, y + 14, "name", short_label(series.label));
            for (std::size_t i = 0; i < series.values.size(); ++i)
                heat_cell(left + cell * as_double(static_cast<std::int64_t>(i)), y, series.values[i]);
            y += cell;
        }
        height_ = y + 4;
        marks();
    }

    void heat_cell(double x, double y, const std::optional<std::int64_t>& value) {
        const auto mark = static_cast<std::size_t>(value.value_or(0));
        put(body_, R"(<rect x="{:.1f}" y="{:.1f}" width="{:.0f}" height="{:.0f}" class="m{}"/>)", x + 1, y + 1,
            cell - 2, cell - 2, mark);
        if (mark >= 1 && mark <= chart_.marks.size())
            text(x + cell / 2, y + 15, fmt::format("mid s{}", mark), chart_.marks[mark - 1].sign);
    }

    void marks() {
        double x = 0;
        height_ += 22;
        for (std::size_t i = 0; i < chart_.marks.size(); ++i) {
            const double wide = cell + 6 + width_of(chart_.marks[i].label) + 10;
            if (x > 0 && x + wide > width_) x = 0, height_ += 22;
            heat_cell(x, height_ - 21, static_cast<std::int64_t>(i) + 1);
            text(x + cell + 4, height_ - 6, "start", chart_.marks[i].label);
            x += wide;
        }
    }

    std::string& to_;
    const Chart& chart_;
    std::span<const ChartSeries> series_;
    std::string body_;
    double width_ = 0, height_ = 0;
};

}  // namespace

void append_chart(std::string& to, const Chart& chart, int& number) {
    if (chart.series.empty() || chart.categories.empty()) return;
    const bool several = chart.kind == Chart::Kind::multiples;
    to += several ? "<figure class=\"multiples\">\n<figcaption>" : "<figure>\n<figcaption>";
    append_escaped(to, chart.title);
    to += "</figcaption>\n";
    Drawing drawing(to, chart);
    if (several)
        for (std::size_t i = 0; i < chart.series.size(); ++i) drawing.draw(++number, i, 1);
    else
        drawing.draw(++number, 0, chart.series.size());
    to += "</figure>\n";
}

}  // namespace cpcc::files
