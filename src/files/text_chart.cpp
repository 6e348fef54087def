#include "text_chart.hpp"

#include "cells.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"

#include <algorithm>
#include <array>

namespace cpcc::files {

namespace {

constexpr int widest_bar = 40, usual_width = 80;
constexpr std::array<std::string_view, 8> spark_steps{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

std::string padded(const std::string& text, int width) {
    return text + std::string(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
}

std::string as_shown(const ChartSeries& series, std::int64_t value) {
    std::string text;
    append_shown(text, series.type, value);
    return text;
}

int widest_of(const std::vector<std::string>& texts) {
    int most = 0;
    for (const std::string& text : texts) most = std::max(most, display_width(text));
    return most;
}

std::vector<std::string> labels_of(const Chart& chart) {
    std::vector<std::string> labels;
    for (const ChartSeries& series : chart.series) labels.push_back(series.label);
    return labels;
}

// Returns a block of eight heights for each value, from 0 to the largest of its series.
std::string spark(const ChartSeries& series) {
    std::int64_t most = 1;
    for (const auto& value : series.values) most = std::max(most, value.value_or(0));
    std::string line;
    for (const auto& value : series.values)
        line += value ? spark_steps[static_cast<std::size_t>(std::max<std::int64_t>(*value, 0) * 7 / most)] : " ";
    return line;
}

std::vector<std::string> sparks(const Chart& chart) {
    if (chart.categories.empty()) return {};
    std::vector<std::string> lines{
        say(Words{"{}（{} 至 {}）", "{} ({} to {})"}, chart.title, chart.categories.front(), chart.categories.back())};
    const int width = widest_of(labels_of(chart));
    for (const ChartSeries& series : chart.series) {
        std::string line = padded(series.label, width) + "  " + spark(series);
        if (!series.values.empty() && series.values.back()) line += "  " + as_shown(series, *series.values.back());
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<std::string> bars(const Chart& chart, int width) {
    const ChartSeries& series = chart.series.front();
    std::vector<std::string> figures;
    for (const auto& value : series.values) figures.push_back(value ? as_shown(series, *value) : "");
    const int labels = widest_of(chart.categories),
              room = std::min(widest_bar, width - labels - widest_of(figures) - 4);
    if (room < 5) return {};
    const std::int64_t most = std::max<std::int64_t>(largest(chart), 1);
    std::vector<std::string> lines{chart.title};
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        std::string line = padded(chart.categories[i], labels) + "  ";
        const std::int64_t length = std::max<std::int64_t>(series.values[i].value_or(0), 0) * room / most;
        for (std::int64_t n = 0; n < length; ++n) line += "█";
        lines.push_back(line + (length > 0 ? " " : "") + figures[i]);
    }
    return lines;
}

std::vector<std::string> heat(const Chart& chart) {
    std::vector<std::string> lines{
        say(Words{"{}（{} 至 {}）", "{} ({} to {})"}, chart.title, chart.categories.front(), chart.categories.back())};
    const int width = widest_of(labels_of(chart));
    for (const ChartSeries& series : chart.series) {
        std::string line = padded(series.label, width) + ' ';
        for (const auto& value : series.values)
            line += ' ' + (value ? chart.marks[static_cast<std::size_t>(*value) - 1].sign : "·");
        lines.push_back(std::move(line));
    }
    std::string legend;
    for (const ChartMark& mark : chart.marks) legend += (legend.empty() ? "" : "  ") + mark.sign + ' ' + mark.label;
    lines.push_back(std::move(legend));
    return lines;
}

}  // namespace

std::vector<std::string> text_chart(const Chart& chart, int width) {
    if (chart.series.empty() || chart.categories.empty()) return {};
    switch (chart.kind) {
        case Chart::Kind::lines:
        case Chart::Kind::multiples: return sparks(chart);
        case Chart::Kind::bars:
            return chart.series.size() == 1 ? bars(chart, width == 0 ? usual_width : width)
                                            : std::vector<std::string>{};
        case Chart::Kind::heat: return heat(chart);
        case Chart::Kind::stacked: break;
    }
    return {};
}

}  // namespace cpcc::files
