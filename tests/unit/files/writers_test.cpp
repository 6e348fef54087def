#include "support.hpp"

#include "cpcc/base/text.hpp"

using namespace files_help;

namespace {

Table sample() {
    Table table;
    table.heading = {"月报 & <summary>", {"区间 2024-07"}};
    table.columns = {{"district", "区", CellType::text},
                     {"sessions", "协商", CellType::integer},
                     {"cash", "资金", CellType::money},
                     {"coverage", "覆盖率", CellType::share},
                     {"on", "日期", CellType::date}};
    table.rows = {
        {std::string("青山区"), std::int64_t{78}, std::int64_t{120000050}, std::int64_t{8571}, std::int64_t{20240705}},
        {std::string("a|b<i>"), std::int64_t{-1}, std::int64_t{500}, std::int64_t{-5}, Cell()},
        {Cell(), Cell(), Cell(), Cell(), Cell()}};
    return table;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (const auto line : split(text, "\n")) lines.emplace_back(line);
    return lines;
}

}  // namespace

TEST_CASE("a format is found by its name and by the file extension") {
    CHECK(format_of_name("csv") == Format::csv);
    CHECK(format_of_name("table") == Format::table);
    CHECK_FALSE(format_of_name("CSV").has_value());
    CHECK(format_of_file("a.b/X.CSV") == Format::csv);
    CHECK(format_of_file("x.htm") == Format::html);
    CHECK(format_of_file("x.txt") == Format::table);
    CHECK_FALSE(format_of_file("a.csv/x").has_value());
    CHECK_FALSE(format_of_file(".csv").has_value());
    CHECK(format_of_file("x.docx") == Format::docx);
    CHECK(format_of_file("x.jsonl") == Format::jsonl);
    CHECK(format_of_file("x.ics") == Format::ics);
    CHECK_FALSE(format_of_file("x.doc").has_value());
}

TEST_CASE("json has typed values and one object per line") {
    CHECK(written(sample(), Format::json) ==
          "[\n"
          "{\"district\":\"青山区\",\"sessions\":78,\"cash\":1200000.5,\"coverage\":0.8571,\"on\":\"2024-07-05\"},\n"
          "{\"district\":\"a|b<i>\",\"sessions\":-1,\"cash\":5,\"coverage\":-0.0005,\"on\":null},\n"
          "{\"district\":null,\"sessions\":null,\"cash\":null,\"coverage\":null,\"on\":null}\n"
          "]\n");
    Table table;
    table.columns = {{"a\"b", "", CellType::text}};
    CHECK(written(table, Format::json) == "[]\n");
    table.rows = {{std::string("\"\\\n\x01 =1")}};
    CHECK(written(table, Format::json) == "[\n{\"a\\\"b\":\"\\\"\\\\\\n\\u0001 =1\"}\n]\n");
}

TEST_CASE("text that is not UTF-8 is refused in every format") {
    Table table;
    table.columns = {{"a", "", CellType::text}};
    table.rows = {{std::string("x\xFF")}};
    for (const Format format : {Format::table, Format::csv, Format::json, Format::jsonl, Format::md, Format::html})
        CHECK_THROWS_AS(written(table, format), cpcc::Error);
}

TEST_CASE("json lines are the objects of json alone") {
    CHECK(written(sample(), Format::jsonl) ==
          "{\"district\":\"青山区\",\"sessions\":78,\"cash\":1200000.5,\"coverage\":0.8571,\"on\":\"2024-07-05\"}\n"
          "{\"district\":\"a|b<i>\",\"sessions\":-1,\"cash\":5,\"coverage\":-0.0005,\"on\":null}\n"
          "{\"district\":null,\"sessions\":null,\"cash\":null,\"coverage\":null,\"on\":null}\n");
    Table table;
    table.columns = {{"a", "", CellType::text}};
    CHECK(written(table, Format::jsonl).empty());
}

TEST_CASE("tsv separates by tabs and quotes as csv does") {
    Table table;
    table.columns = {{"a", "", CellType::text}, {"b", "", CellType::text}};
    table.rows = {{std::string("x,y"), std::string("tab\there")}, {std::string("=1"), std::string("a \"b\"")}};
    CHECK(written(table, Format::tsv) == "a\tb\nx,y\t\"tab\there\"\n'=1\t\"a \"\"b\"\"\"\n");
}

TEST_CASE("json writes amounts exactly, beyond the precision of a double") {
    Table table;
    table.columns = {{"m", "", CellType::money}};
    table.rows = {{std::int64_t{900000000000000001}},
                  {std::int64_t{1}},
                  {std::int64_t{-10}},
                  {std::int64_t{0}},
                  {std::int64_t{1000}}};
    CHECK(written(table, Format::json) ==
          "[\n{\"m\":9000000000000000.01},\n{\"m\":0.01},\n{\"m\":-0.1},\n{\"m\":0},\n{\"m\":10}\n]\n");
}

TEST_CASE("markdown writes a table and escapes cells") {
    CHECK(written(sample(), Format::md) ==
          "# 月报 &amp; &lt;summary>\n\n"
          "| 区 | 协商 | 资金 | 覆盖率 | 日期 |\n"
          "| --- | ---: | ---: | ---: | --- |\n"
          "| 青山区 | 78 | 1200000.50 | 85.7% | 2024-07-05 |\n"
          "| a\\|b&lt;i> | -1 | 5 | -0.1% |  |\n"
          "|  |  |  |  |  |\n"
          "\n区间 2024-07\n");
}

TEST_CASE("html is a complete, escaped page in the language of the process") {
    set_language(Language::zh);
    const std::string page = written(sample(), Format::html);
    set_language(Language::en);
    CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
    CHECK(page.ends_with("</html>\n"));
    CHECK(holds(page, "<h1>月报 &amp; &lt;summary&gt;</h1>"));
    CHECK(holds(page, "<td class=\"w\">a|b&lt;i&gt;</td><td class=\"n\">-1</td>"));
    CHECK(holds(page, "<td class=\"w\">2024-07-05</td>"));  // a date is not broken
    CHECK(holds(page, "<th scope=\"col\" class=\"n\">协商</th>"));
    CHECK_FALSE(holds(page, "<i>"));
    CHECK(holds(page, "区间 2024-07"));
    CHECK(holds(written(sample(), Format::html), "<html lang=\"en\">"));
}

TEST_CASE("terminal columns are aligned below Chinese text") {
    CHECK(written(sample(), Format::table) ==
          "月报 & <summary>\n"
          "区      协商        资金  覆盖率  日期\n"
          "──────  ────  ──────────  ──────  ──────────\n"
          "青山区    78  1200000.50   85.7%  2024-07-05\n"
          "a|b<i>    -1           5   -0.1%\n"
          "\n"
          "\n"
          "区间 2024-07\n");
}

TEST_CASE("several tables stand under one title, a wide one is split by theme") {
    Table wide;
    wide.heading = {"", {"note"}};
    wide.columns = {{"area", "area"},
                    {"a", "first", CellType::integer, "One"},
                    {"b", "second", CellType::integer, "Two"},
                    {"c", "third", CellType::integer, "One"}};
    wide.rows = {{std::string("x"), std::int64_t{1}, std::int64_t{2}, std::int64_t{3}}};
    WriteOptions options;
    options.paper = PaperHead{"Title", "Prepared by clerk"};
    std::ostringstream out;
    const auto sink = make_sink(options, out);
    for (const Table& part : split_by_theme(wide)) part.put_into(*sink);
    sink->end();
    CHECK(out.str() ==
          "Title\n\nOne\narea  first  third\n────  ─────  ─────\nx         1      3\n\n"
          "Two\narea  second\n────  ──────\nx          2\n\nnote\n");
    options.format = Format::csv;
    const auto data = make_sink(options, out);
    wide.put_into(*data);
    CHECK_THROWS_AS(wide.put_into(*data), std::logic_error);
}

TEST_CASE("every terminal row has the width of its columns") {
    Table table;
    table.columns = {{"a", "名称", CellType::text}, {"b", "n", CellType::integer}};
    const std::vector<std::string> names{"青山区政协", "x", "é", "e\u0301", "ＡＢ", "…", "𠮷"};
    for (const auto& name : names) table.rows.push_back({name, std::int64_t{7}});
    const auto lines = lines_of(written(table, Format::table));
    for (std::size_t i = 2; i < 2 + names.size(); ++i) CHECK(display_width(lines[i]) == 10 + 2 + 1);
}

TEST_CASE("only text is wrapped, and only for a terminal") {
    Table table;
    table.columns = {
        {"code", "code", CellType::text}, {"title", "title", CellType::text}, {"n", "n", CellType::integer}};
    const std::string title = "关于钢都花园小区加装电梯的协商议事会纪要";
    table.rows = {{std::string("QS-1"), title, std::int64_t{1234567890}}};
    CHECK(holds(written(table, Format::table), title));
    WriteOptions options;
    options.width = 40;
    const std::string narrow = written(table, options);
    for (const auto& line : lines_of(narrow)) CHECK(display_width(line) <= 40);
    CHECK(holds(narrow, "QS-1  关于钢都花园小区加装电  1234567890\n      梯的协商议事会纪要\n"));
    CHECK(holds(narrow, "1234567890"));
    options.width = 5;  // columns below one another; a number is not divided
    CHECK(holds(written(table, options), "1234567890"));
}

TEST_CASE("stored text cannot control the terminal") {
    Table table;
    table.heading.title = "\x1b[2J";
    table.columns = {{"a", "a", CellType::text}};
    table.rows = {
        {std::string("x\ny\x1b[31m\x7f\xC2\x9B"
                     "1m")}};
    const std::string shown = written(table, Format::table);
    CHECK_FALSE(holds(shown, "\x1b"));
    CHECK_FALSE(holds(shown, "\xC2\x9B"));
    CHECK(holds(shown, "x y"));
    WriteOptions options;
    options.colour = true;
    CHECK(holds(written(table, options), "\x1b[1ma\x1b[0m\n"));
}

TEST_CASE("every writer reports a stream that cannot be written") {
    Table table = sample();
    table.heading.notes.clear();
    for (int i = 0; i < 20000; ++i) table.rows.push_back(table.rows[0]);
    for (const auto format : {Format::table, Format::csv, Format::json, Format::md, Format::html, Format::xlsx}) {
        CAPTURE(static_cast<int>(format));
        for (const std::size_t room : {std::size_t{0}, std::size_t{100000}}) {
            FullBuffer full(room);
            std::ostream out(&full);
            WriteOptions options;
            options.format = format;
            const auto sink = make_sink(options, out);
            const auto error = error_of([&] { table.write_to(*sink); });
            CHECK(error.code() == Exit::failed);
            CHECK(holds(error.message(), "no space left"));
        }
    }
}

TEST_CASE("a row that does not fit its columns is a logic error") {
    for (const auto format : {Format::table, Format::csv, Format::json, Format::md, Format::html, Format::xlsx}) {
        WriteOptions options;
        options.format = format;
        std::ostringstream out;
        const auto sink = make_sink(options, out);
        sink->begin({}, {{"a", "a", CellType::text}, {"n", "n", CellType::integer}});
        const std::vector<Cell> narrow{std::string("x")};
        const std::vector<Cell> swapped{std::int64_t{1}, std::string("x")};
        CHECK_THROWS_AS(sink->row(narrow), std::logic_error);
        CHECK_THROWS_AS(sink->row(swapped), std::logic_error);
    }
}
