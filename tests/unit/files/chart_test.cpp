#include "support.hpp"

#include <algorithm>

#include "text_chart.hpp"

using namespace files_help;

namespace {

const std::vector<std::string> quarter{"2024-07", "2024-08", "2024-09"};

Chart chart_of(Chart::Kind kind) {
    return {kind, "逐月 <月>", quarter, {{"协商", {4, std::nullopt, 12}}, {"走访", {2, 3, 0}}}};
}

std::string drawn(const Chart& chart, Format format) {
    Table table;
    table.heading.title = "表";
    table.heading.charts = {chart};
    table.columns = {{"month", "月份"}, {"sessions", "协商", CellType::integer}};
    table.rows = {{std::string("2024-07"), std::int64_t{4}}};
    WriteOptions options;
    options.format = format;
    options.paper.emplace();
    return written(table, options);
}

}  // namespace

TEST_CASE("a page draws a chart with a text for those who cannot see it") {
    set_language(Language::en);
    const std::string page = drawn(chart_of(Chart::Kind::lines), Format::html);
    CHECK(holds(page, "role=\"img\" aria-labelledby=\"t1 d1\"><title id=\"t1\">逐月 &lt;月&gt;</title>"));
    CHECK(holds(page, "协商: 2024-07 4, 2024-09 12\n走访: 2024-07 2, 2024-08 3, 2024-09 0\n</desc>"));
    CHECK_FALSE(holds(page, "<script"));
    CHECK_FALSE(holds(page, "nan"));
}

TEST_CASE("a line is broken where a figure is missing") {
    const std::string page = drawn(chart_of(Chart::Kind::lines), Format::html);
    const auto line = page.substr(page.find("class=\"l1\""), 120);
    CHECK(std::count(line.begin(), line.end(), 'M') == 2);
}

TEST_CASE("each of several small charts has its own title, all to one scale") {
    const std::string page = drawn(chart_of(Chart::Kind::multiples), Format::html);
    CHECK(holds(page, "<title id=\"t1\">协商</title>"));
    CHECK(holds(page, "<title id=\"t2\">走访</title>"));
    std::size_t axes = 0;
    for (auto at = page.find(">12</text>"); at != std::string::npos; at = page.find(">12</text>", at + 1)) ++axes;
    CHECK(axes == 0);  // the axis ends at 20
    CHECK(largest(chart_of(Chart::Kind::multiples)) == 12);
    CHECK(largest(chart_of(Chart::Kind::stacked)) == 12);
    CHECK(largest({Chart::Kind::stacked, "", {"a"}, {{"", {4}}, {"", {9}}}}) == 13);
}

TEST_CASE("bars and heat maps show figures and signs, not colours alone") {
    set_language(Language::en);
    CHECK(holds(drawn(chart_of(Chart::Kind::bars), Format::html), ">12</text>"));
    Chart heat{
        Chart::Kind::heat, "日历", quarter, {{"每月25日", {1, 2, std::nullopt}}}, {{"已开展", "●"}, {"未开展", "×"}}};
    const std::string page = drawn(heat, Format::html);
    CHECK(holds(page, "每月25日: 2024-07 已开展, 2024-08 未开展\n"));
    CHECK(holds(page, ">×</text>"));
}

TEST_CASE("a terminal draws with characters") {
    set_language(Language::en);
    CHECK(text_chart(chart_of(Chart::Kind::lines), 80) ==
          std::vector<std::string>{"逐月 <月> (2024-07 to 2024-09)", "协商  ▃ █  12", "走访  ▅█▁  0"});
    CHECK(text_chart({Chart::Kind::bars, "比较", {"甲", "乙区"}, {{"", {20, 5}}}}, 20) ==
          std::vector<std::string>{"比较", "甲    ██████████ 20", "乙区  ██ 5"});
    CHECK(text_chart(chart_of(Chart::Kind::stacked), 80).empty());
}

TEST_CASE("a workbook has a native chart over the cells of a sheet behind, the same bytes each time") {
    const std::string book = drawn(chart_of(Chart::Kind::bars), Format::xlsx);
    CHECK(book == drawn(chart_of(Chart::Kind::bars), Format::xlsx));
    CHECK(holds(book, "xl/charts/chart1.xml"));
    CHECK(holds(drawn(chart_of(Chart::Kind::multiples), Format::xlsx), "xl/charts/chart2.xml"));
    CHECK_FALSE(holds(drawn(chart_of(Chart::Kind::heat), Format::xlsx), "xl/charts/"));
}

TEST_CASE("a page shows a table of cards, whose figures lead to their rows") {
    Table cards, rows;
    cards.heading.title = "数据";
    cards.heading.form = Heading::Form::cards;
    cards.heading.links.leads_to[{0, "value"}] = "rows-sessions";
    cards.columns = {{"measure", "指标"}, {"value", "数值", CellType::any}, {"more", "较上期", CellType::integer}};
    cards.columns.back().change = true;
    cards.rows = {{std::string("协商"), Figure{41}, std::int64_t{3}}};
    rows.heading.title = "记录";
    rows.heading.links.anchor = "rows-sessions";
    rows.heading.links.rows[0] = "rows-sessions-420107";
    rows.columns = {{"code", "编号"}};
    rows.rows = {{std::string("S1")}};
    WriteOptions options;
    options.format = Format::html;
    options.paper.emplace();
    std::ostringstream out;
    const auto sink = make_sink(options, out);
    cards.put_into(*sink);
    rows.put_into(*sink);
    sink->end();
    CHECK(holds(out.str(),
                "<a href=\"#rows-sessions\"><span class=\"what\">协商</span> <span class=\"big\">41</span></a>"));
    CHECK(holds(out.str(), "较上期 <b>+3</b>"));
    CHECK(holds(out.str(), "<section class=\"plain records\" id=\"rows-sessions\">"));
    CHECK(holds(out.str(), "<tr id=\"rows-sessions-420107\">"));
}

TEST_CASE("fen of the type wan are 万元 for people and yuan for programs") {
    Table table;
    table.columns = {{"cash", "资金（万元）", CellType::wan}};
    table.rows = {{std::int64_t{123456789}}, {std::int64_t{-4999}}, {std::int64_t{5000}}};
    CHECK(holds(written(table, Format::md), "| 123.46 |\n| 0.00 |\n| 0.01 |\n"));
    CHECK(written(table, Format::csv) == "cash\n1234567.89\n-49.99\n50\n");
}
