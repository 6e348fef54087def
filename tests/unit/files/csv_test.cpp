#include "support.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>
#include <cstdlib>
#include <random>

using namespace files_help;

namespace {

Table texts(std::vector<std::string> ids, const std::vector<std::vector<std::string>>& rows) {
    Table table;
    for (auto& id : ids) table.columns.push_back({id, id, CellType::text});
    for (const auto& cells : rows) {
        table.rows.emplace_back();
        for (const auto& cell : cells) table.rows.back().push_back(cell.empty() ? Cell() : Cell(cell));
    }
    return table;
}

std::vector<std::string> undefused(const std::vector<std::string>& cells) {
    std::vector<std::string> all;
    for (const auto& cell : cells) all.emplace_back(undefuse(cell));
    return all;
}

// Returns a random sequence of characters that break CSV writers and readers.
std::string random_cell(std::mt19937& random) {
    static const std::vector<std::string> pieces{"a",  "青山区", "\"", ",",  "\n", "\r\n", "'", "=", "-",
                                                 "＝", "@",      " ",  "\t", "0",  "𠮷",   ";", "é", "\r"};
    std::string cell;
    for (auto n = random() % 7; n > 0; --n) cell += pieces[random() % pieces.size()];
    return cell;
}

}  // namespace

TEST_CASE("csv: the writer quotes and formats cells") {
    Table table;
    table.heading = {"not in CSV", {"nor this"}};
    table.columns = {{"code", "编号", CellType::text},
                     {"n", "数", CellType::integer},
                     {"cash", "元", CellType::money},
                     {"coverage", "覆盖率", CellType::share},
                     {"on", "日期", CellType::date}};
    table.rows = {{std::string("QS-1"), std::int64_t{1234567}, std::int64_t{120000050}, std::int64_t{8571},
                   std::int64_t{20240705}},
                  {std::string("a,\"b\""), std::int64_t{-3}, std::int64_t{-150}, std::int64_t{10000}, Cell()},
                  {std::string("=1+1"), Cell(), std::int64_t{500}, Cell(), Cell()}};
    CHECK(written(table, Format::csv) ==
          "code,n,cash,coverage,on\n"
          "QS-1,1234567,1200000.50,0.8571,2024-07-05\n"
          "\"a,\"\"b\"\"\",-3,-1.50,1.0000,\n"
          "'=1+1,,5,,\n");
    WriteOptions options;
    options.format = Format::csv;
    options.excel = true;
    table.rows.resize(1);
    CHECK(written(table, options) ==
          "\xEF\xBB\xBF编号,数,元,覆盖率,日期\r\nQS-1,1234567,1200000.50,0.8571,2024-07-05\r\n");
    options.encoding = "gb18030";
    CHECK(written(table, options).starts_with("\xB1\xE0\xBA\xC5,"));  // 编号, without a BOM
}

TEST_CASE("csv: formulas are defused, and text that looks defused survives") {
    const std::vector<std::string> values{"=1", "+1", "-1",  "@x",   "\tx", "\rx", "＝1", "＋",
                                          "－", "＠", "'=1", "''=1", "'a",  "'",   "a=1", "1-1"};
    std::vector<std::vector<std::string>> rows;
    for (const auto& value : values) rows.push_back({"x", value});
    Folder folder;
    const std::string bytes = written(texts({"code", "note"}, rows), Format::csv);
    for (const auto* start : {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"}) {
        CHECK_FALSE(holds(bytes, std::string("x,") + start));
        CHECK_FALSE(holds(bytes, std::string("x,\"") + start));
    }
    const auto back = content(folder.file("x.csv", bytes));
    REQUIRE(back.rows.size() == values.size());
    for (std::size_t i = 0; i < values.size(); ++i) CHECK(undefuse(back.rows[i][1]) == values[i]);
}

TEST_CASE("csv: random cells are read back byte for byte in every encoding") {
    std::mt19937 random(20240705);
    std::vector<std::vector<std::string>> rows;
    for (int i = 0; i < 20000; ++i)
        rows.push_back({"k" + std::to_string(i), random_cell(random), random_cell(random), random_cell(random)});
    const Table table = texts({"code", "a", "b", "c"}, rows);
    Folder folder;
    WriteOptions options;
    options.format = Format::csv;
    SUBCASE("utf-8") {}
    SUBCASE("excel") { options.excel = true; }
    SUBCASE("gb18030") { options.encoding = "gb18030"; }
    const auto path = folder.file("x.csv", written(table, options));
    const auto back = content(path);
    CHECK(back.encoding == options.encoding);
    REQUIRE(back.rows.size() == rows.size());
    std::size_t different = 0;
    int line = 2;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (undefused(back.rows[i]) != rows[i] || back.lines[i] != line) ++different;
        for (const auto& cell : rows[i]) line += static_cast<int>(std::count(cell.begin(), cell.end(), '\n'));
        ++line;
    }
    CHECK(different == 0);
}

TEST_CASE("csv: cells may cross the blocks of reading") {
    Folder folder;
    // Lets a 64 KiB block end at every offset of these rows: in quotes, at commas, in CRLF, in a character of three
    // bytes.
    const std::string tail = "\"a\"\"b\",青,\"x\r\ny\"\r\nz,\"\",\r\n";
    const std::string first = "\"a\"\"b\",青\r\n";
    for (std::size_t shift = 0; shift <= first.size() + tail.size() + 1; ++shift) {
        CAPTURE(shift);
        const std::string filler(65536 - 7 - shift, 'f');
        const auto back = content(folder.file("x.csv", "a,b,c\r\n" + filler + "," + first + tail));
        REQUIRE(back.rows.size() == 3);
        CHECK(back.rows[0][0] == filler);
        CHECK(back.rows[0][1] == "a\"b");
        CHECK(back.rows[1] == std::vector<std::string>{"a\"b", "青", "x\r\ny"});
        CHECK(back.rows[2] == std::vector<std::string>{"z", "", ""});
        CHECK(back.lines == std::vector<int>{2, 3, 5});
    }
}

TEST_CASE("csv: tiny rows cross many blocks, and one row has several MiB") {
    Folder folder;
    std::string bytes = "a,b\n";
    for (int i = 0; i < 100000; ++i) bytes += std::to_string(i % 10) + ",\n";
    const std::string large(5 * 1024 * 1024, 'L');
    bytes += "\"" + large + "\n\",2\n3,4";
    const auto back = content(folder.file("x.csv", bytes));
    REQUIRE(back.rows.size() == 100002);
    std::size_t different = 0;
    for (std::size_t i = 0; i < 100000; ++i)
        if (back.rows[i][0] != std::to_string(i % 10) || back.rows[i].size() != 2) ++different;
    CHECK(different == 0);
    CHECK(back.rows[100000][0] == large + "\n");
    CHECK(back.rows[100001] == std::vector<std::string>{"3", "4"});
    CHECK(back.lines[100001] == 100004);
}

TEST_CASE("csv: the reader accepts variants of other programs") {
    Folder folder;
    SUBCASE("blank lines are skipped, and the last newline may be missing") {
        const auto back = content(folder.file("x.csv", "\n , \n\na,b\n\n,\n \xE3\x80\x80,\"\"\n1,2\n\n3"));
        CHECK(back.header == std::vector<std::string>{"a", "b"});
        CHECK(back.rows == std::vector<std::vector<std::string>>{{"1", "2"}, {"3"}});
        CHECK(back.lines == std::vector<int>{8, 10});
    }
    SUBCASE("rows of another width are returned unchanged") {
        const auto back = content(folder.file("x.csv", "a,b\n1\n1,2,3\n1,2,\n"));
        CHECK(back.rows == std::vector<std::vector<std::string>>{{"1"}, {"1", "2", "3"}, {"1", "2", ""}});
    }
    SUBCASE("a quote within an unquoted cell is a plain character") {
        CHECK(content(folder.file("x.csv", "a,b\n5\" x,y\"\n")).rows[0] == std::vector<std::string>{"5\" x", "y\""});
    }
    SUBCASE("a header may have no rows") { CHECK(content(folder.file("x.csv", "a,b")).rows.empty()); }
    SUBCASE("quotes may follow a BOM") {
        const auto back = content(folder.file("x.csv", "\xEF\xBB\xBF\"a,1\",b\r\n1,2\r\n"));
        CHECK(back.header == std::vector<std::string>{"a,1", "b"});
        CHECK(back.encoding == "utf-8");
    }
}

TEST_CASE("csv: the reader detects encodings") {
    Folder folder;
    SUBCASE("GB18030 is detected in the last row of a long file") {
        std::string bytes = "a,b\n";
        for (int i = 0; i < 50000; ++i) bytes += "123,456\n";
        bytes += "\xC7\xE0\xC9\xBD,x\n";  // 青山
        const auto back = content(folder.file("x.csv", bytes));
        CHECK(back.encoding == "gb18030");
        CHECK(back.rows.back()[0] == "青山");
    }
    SUBCASE("utf-16 is read in both byte orders") {
        std::string little = "\xFF\xFE";
        std::string big = "\xFE\xFF";
        for (const char16_t c : std::u16string(u"编号,b\r\n青,2\r\n")) {
            const auto low = static_cast<char>(c & 0xFF);
            const auto high = static_cast<char>(c >> 8);
            little += {low, high};
            big += {high, low};
        }
        const auto first = content(folder.file("x.csv", little));
        CHECK(first.encoding == "utf-16le");
        CHECK(first.header == std::vector<std::string>{"编号", "b"});
        const auto second = content(folder.file("x.csv", big));
        CHECK(second.encoding == "utf-16be");
        CHECK(second.rows == std::vector<std::vector<std::string>>{{"青", "2"}});
    }
    SUBCASE("a requested encoding is used, and an invalid byte is reported with its line") {
        const auto path = folder.file("x.csv", "a,b\n1,2\n\xC7\xE0\xC9\xBD,x\n");
        CHECK(content(path, "gbk").rows[1][0] == "青山");
        const auto error = error_of([&] { content(path, "utf-8"); });
        CHECK(error.code() == Exit::failed);
        CHECK(holds(error.message(), "x.csv:3:"));
        CHECK(holds(error.message(), "utf-8"));
        CHECK(error_of([&] { content(path, "klingon"); }).code() == Exit::usage);
    }
    SUBCASE("a byte that is neither UTF-8 nor GB18030 is reported with its line") {
        const auto error = error_of([&] { content(folder.file("x.csv", "a,b\n1,2\n1,\xFF\xFF\n")); });
        CHECK(holds(error.message(), "x.csv:3:"));
    }
    SUBCASE("a character cut by the end of the file is reported with its line") {
        CHECK(holds(error_of([&] { content(folder.file("x.csv", "a\n1\n\xE9\x9D"), "utf-8"); }).message(), "x.csv:3:"));
    }
    SUBCASE("a character that the encoding lacks is named") {
        WriteOptions options;
        options.format = Format::csv;
        options.encoding = "gbk";
        const auto error = error_of([&] { written(texts({"a"}, {{"青😀"}}), options); });
        CHECK(error.code() == Exit::failed);
        CHECK(holds(error.message(), "😀"));
        CHECK(holds(error.message(), "U+1F600"));
        options.encoding = "ebcdic";
        CHECK(error_of([&] { written(texts({"a"}, {}), options); }).code() == Exit::usage);
    }
}

TEST_CASE("csv: malformed files are refused with line and remedy") {
    Folder folder;
    const auto refused = [&](const std::string& bytes) {
        const auto error = error_of([&] { content(folder.file("x.csv", bytes)); });
        CHECK(error.code() == Exit::failed);
        CHECK_FALSE(error.hint().empty());
        return error.message();
    };
    CHECK(holds(refused("a,b\n1,2\n3,\"never\nclosed\n"), "x.csv:3:"));
    CHECK(holds(refused("a,b\n\"x\ny\",\"z\"w\n"), "x.csv:3:"));
    CHECK(holds(refused(std::string("a,b\n1,2\n3\0,4\n", 13)), "x.csv:3:"));
    CHECK(holds(refused("a,b\r1,2\r"), "CR only, without LF"));
    CHECK(holds(refused("<html><table>"), "HTML"));
    CHECK(holds(refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."), ".xls"));
    CHECK(holds(refused("a,b\n\"" + std::string(20 * 1024 * 1024, 'x')), "x.csv:2:"));
    CHECK(holds(error_of([&] { content(folder.at("absent.csv")); }).message(), "absent.csv"));
    CHECK(error_of([&] { content(folder.at(".")); }).code() == Exit::failed);
}

TEST_CASE("csv: a pipe is read like a file") {
    Folder folder;
    const auto path = folder.at("pipe");
    REQUIRE(std::system(("mkfifo " + path + " && (printf 'a,b\\n\\307\\340,2\\n' > " + path + " &)").c_str()) == 0);
    const auto back = content(path);
    CHECK(back.encoding == "gb18030");
    CHECK(back.rows == std::vector<std::vector<std::string>>{{"青", "2"}});
}
