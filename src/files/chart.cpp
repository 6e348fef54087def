#include "cpcc/files/chart.hpp"

#include "cells.hpp"

#include "cpcc/base/words.hpp"

#include <algorithm>

namespace cpcc::files {

namespace {

// Returns the value as people read it: a figure, or the label of a mark.
std::string value_in_words(const Chart& chart, const ChartSeries& series, std::int64_t value) {
    if (chart.kind == Chart::Kind::heat && value >= 1 && value <= static_cast<std::int64_t>(chart.marks.size()))
        return chart.marks[static_cast<std::size_t>(value) - 1].label;
    std::string text;
    append_shown(text, series.type, value);
    return text;
}

}  // namespace

std::string in_words(const Chart& chart, const ChartSeries& series) {
    std::string text;
    for (std::size_t i = 0; i < series.values.size() && i < chart.categories.size(); ++i)
        if (series.values[i])
            text += (text.empty() ? "" : say(Words{"，", ", "})) + chart.categories[i] + ' ' +
                    value_in_words(chart, series, *series.values[i]);
    return series.label.empty() ? text : say(Words{"{}：{}", "{}: {}"}, series.label, text);
}

std::int64_t largest(const Chart& chart) {
    std::int64_t most = 0;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        std::int64_t sum = 0;
        for (const ChartSeries& series : chart.series) {
            const std::int64_t value = i < series.values.size() ? series.values[i].value_or(0) : 0;
            sum = chart.kind == Chart::Kind::stacked ? sum + value : std::max(sum, value);
        }
        most = std::max(most, sum);
    }
    return most;
}

}  // namespace cpcc::files
