#include "support.hpp"

#include "cpcc/base/text.hpp"

#include <zip.h>

#include <map>
#include <random>

using namespace files_help;

namespace {

// Makes a workbook as another program would, part by part.
std::string make_zip(const std::string& path, const std::map<std::string, std::string>& parts) {
    zip_t* const archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    REQUIRE(archive != nullptr);
    for (const auto& [name, bytes] : parts)
        REQUIRE(zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), 0) >= 0);
    REQUIRE(zip_close(archive) == 0);
    return path;
}

const std::string relations_start =
    R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
    return "<Relationship Id=\"" + id +
           "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type + "\" Target=\"" +
           target + "\"/>";
}

// Returns the parts of a workbook. Its sheets and its relations differ in order, as several programs write them.
std::map<std::string, std::string> workbook(const std::string& sheet_data, const std::string& book_attributes = "") {
    return {
        {"_rels/.rels", relations_start + relation("rId1", "officeDocument", "/xl/workbook.xml") + "</Relationships>"},
        {"xl/workbook.xml",
         R"(<x:workbook xmlns:x="m" xmlns:r="r"><x:workbookPr )" + book_attributes +
             R"(/><x:sheets><x:sheet name="选项" sheetId="9" state="hidden" r:id="rId2"/>)"
             R"(<x:sheet name="表" sheetId="7" r:id="rId3"/><x:sheet name="别的" sheetId="1" r:id="rId2"/></x:sheets>)"
             R"(<x:extLst><x:ext><x15:workbookPr xmlns:x15="e"/></x:ext></x:extLst></x:workbook>)"},
        {"xl/_rels/workbook.xml.rels", relations_start + relation("rId2", "worksheet", "worksheets/sheet1.xml") +
                                           relation("rId3", "worksheet", "./theme/../worksheets/sheet2.xml") +
                                           relation("rId4", "styles", "styles.xml") +
                                           relation("rId5", "sharedStrings", "/xl/sharedStrings.xml") +
                                           "</Relationships>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>wrong</t></is></c></row></sheetData></worksheet>"},
        {"xl/worksheets/sheet2.xml", "<worksheet><sheetData>" + sheet_data +
                                         "</sheetData><extLst><ext><row><c "
                                         "t=\"inlineStr\"><is><t>wrong</t></is></c></row></ext></extLst></worksheet>"},
        {"xl/sharedStrings.xml",
         "<sst><si><t>编号</t></si><si><r><t>青</t></r><r><t xml:space=\"preserve\"> 山 &amp; "
         "</t></r><rPh><t>qing</t></rPh></si>"
         "<si><t>a_x000D_b_x005F_x0041_</t></si><si><t/></si></sst>"},
        {"xl/styles.xml",
         R"(<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>)"
         R"(<numFmt numFmtId="177" formatCode="[Red]0.00&quot;days&quot;"/><numFmt numFmtId="178" formatCode="[$-804]yyyy/m/d h:mm"/>)"
         R"(<numFmt numFmtId="179" formatCode="0.00E+00"/></numFmts>)"
         R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/>)"
         R"(<xf numFmtId="177"/><xf numFmtId="178"/><xf numFmtId="20"/><xf numFmtId="31"/><xf numFmtId="179"/></cellXfs></styleSheet>)"}};
}

std::string shared(int index) { return "<c t=\"s\"><v>" + std::to_string(index) + "</v></c>"; }
std::string number(const std::string& value, int style = 0) {
    return "<c s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c>";
}
const std::string head_of_one = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";

// Returns the values of a sheet that has one column with these cells below a header.
std::vector<std::string> column_of(const std::vector<std::string>& cells, const std::string& book_attributes = "") {
    std::string rows = head_of_one;
    for (const auto& cell : cells) rows += "<row>" + cell + "</row>";
    Folder folder;
    std::vector<std::string> values;
    for (const auto& row : content(make_zip(folder.at("x.xlsx"), workbook(rows, book_attributes))).rows)
        values.push_back(row[0]);
    return values;
}

using Row1 = std::vector<std::string>;

}  // namespace

TEST_CASE("xlsx: a written workbook is read back") {
    Table table;
    table.heading = {"月报：2024/07 [全市]", {"区间 2024-07", "=note"}};
    table.columns = {{"code", "编号", CellType::text},
                     {"n", "数", CellType::integer},
                     {"cash", "资金", CellType::money},
                     {"share", "率", CellType::share},
                     {"on", "日期", CellType::date}};
    table.rows = {
        {std::string("00123"), std::int64_t{1234567}, std::int64_t{120000050}, std::int64_t{8571},
         std::int64_t{20240229}},
        {std::string("13800001234"), std::int64_t{-5}, std::int64_t{-1}, std::int64_t{10000}, std::int64_t{19000101}},
        {Cell(), Cell(), Cell(), Cell(), std::int64_t{19000301}},
        {std::string("420107197001010012"), std::int64_t{1234567890123456789}, std::int64_t{123456789012345}, Cell(),
         std::int64_t{99991231}}};
    Folder folder;
    const auto back = content(folder.file("no-matter-the-name.csv", written(table, Format::xlsx)));
    CHECK(back.encoding == "utf-8");
    CHECK(back.header == Row1{"编号", "数", "资金", "率", "日期"});
    REQUIRE(back.rows.size() == 4);
    CHECK(back.rows[0] == Row1{"00123", "1234567", "1,200,000.50", "85.71%", "2024-02-29"});
    CHECK(back.rows[1] == Row1{"13800001234", "-5", "-0.01", "100.00%", "1900-01-01"});
    CHECK(back.rows[2] == Row1{"", "", "", "", "1900-03-01"});
    CHECK(back.rows[3] == Row1{"420107197001010012", "1234567890123456789", "1,234,567,890,123.45", "", "9999-12-31"});
    CHECK(back.lines == std::vector<int>{2, 3, 4, 5});
}

TEST_CASE("xlsx: random texts are read back") {
    std::mt19937 random(7);
    const std::vector<std::string> pieces{"青", "<", "&",       "\"", "\n",   "\r", "\t", " ",
                                          "=",  "'", "_x0041_", "_x", "\x01", "𠮷", "-",  "]]>"};
    Table table;
    table.columns = {{"k", "k", CellType::text}, {"a", "a", CellType::text}};
    for (int i = 0; i < 3000; ++i) {
        std::string cell;
        for (auto n = 1 + random() % 6; n > 0; --n) cell += pieces[random() % pieces.size()];
        table.rows.push_back({"k" + std::to_string(i), cell});
    }
    Folder folder;
    const auto back = content(folder.file("x.xlsx", written(table, Format::xlsx)));
    REQUIRE(back.rows.size() == table.rows.size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        if (undefuse(back.rows[i][1]) != std::get<std::string>(table.rows[i][1])) ++different;
    CHECK(different == 0);
}

TEST_CASE("xlsx: text that looks defused survives, and characters that XML lacks are replaced") {
    Table table;
    table.columns = {{"a", "a", CellType::text}};
    table.rows = {{std::string("'=x")},
                  {std::string("=x")},
                  {std::string("a\uFFFFb")},
                  {std::string("a\0b", 3)},
                  {std::string("''=x")}};
    Folder folder;
    const auto back = content(folder.file("x.xlsx", written(table, Format::xlsx)));
    REQUIRE(back.rows.size() == 5);
    CHECK(undefuse(back.rows[0][0]) == "'=x");
    CHECK(back.rows[1][0] == "=x");
    CHECK(back.rows[2][0] == "a\uFFFDb");
    CHECK(back.rows[3][0] == "a\uFFFDb");
    CHECK(undefuse(back.rows[4][0]) == "''=x");
}

TEST_CASE("xlsx: the first visible sheet of another program's workbook is read") {
    Folder folder;
    const std::string rows =
        "<row r=\"2\"/><row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" "
        "t=\"inlineStr\"><is><r><t>行</t></r><r><t>内</t></r></is></c>"
        "<c r=\"C3\" t=\"s\"><v>1</v></c><c r=\"D3\" s=\"1\"/></row>"
        "<row r=\"7\"><c r=\"C7\"><v>3</v></c></row><row r=\"9\">" +
        shared(2) +
        "</row><row><c t=\"s\"><v>3</v></c></row><row r=\"12\"><c r=\"A12\"><v>1</v></c><c "
        "r=\"AA12\"><v>2</v></c></row>";
    const auto back = content(make_zip(folder.at("x.xlsx"), workbook(rows)));
    CHECK(back.header == Row1{"编号", "行内", "青 山 & "});
    REQUIRE(back.rows.size() == 3);
    CHECK(back.rows[0] == Row1{"", "", "3"});
    CHECK(back.rows[1] == Row1{"a\rb_x0041_"});
    CHECK(back.rows[2].size() == 27);
    CHECK(back.rows[2][26] == "2");
    CHECK(back.lines == std::vector<int>{7, 9, 12});
}

TEST_CASE("xlsx: numbers are read as displayed") {
    CHECK(column_of({number("3"), number("3.0"), number("0.1"), number("1234.5600000000001"), number("1.3812345678E10"),
                     number("-2.50"), number("420107197001010012"), number("0.30000000000000004"), number("1E-7"),
                     number("45292", 3), number("45292", 7), "<c t=\"b\"><v>1</v></c>", "<c t=\"e\"><v>#REF!</v></c>",
                     "<c t=\"str\"><f>A1</f><v>=x</v></c>"}) ==
          Row1{"3", "3", "0.1", "1234.56", "13812345678", "-2.5", "420107197001010012", "0.3", "0.0000001",
               "45292.00days", "4.53E+04", "TRUE", "#REF!", "=x"});
}

TEST_CASE("xlsx: dates are recognized by their format in both date systems") {
    CHECK(column_of({number("45292", 1), number("45292", 2), number("45292.0", 6), number("45292.5", 1),
                     number("45292.5", 4), number("45292", 4), number("0.5", 5), number("1", 1), number("59", 1),
                     number("60", 1), number("61", 1), number("-1", 1), number("45291.999999999", 4),
                     "<c t=\"d\"><v>2024-01-05T00:00:00</v></c>", "<c t=\"d\"><v>2024-01-05</v></c>"}) ==
          Row1{"2024-01-01", "2024-01-01", "2024-01-01", "2024-01-01", "2024-01-01 12:00:00", "2024-01-01", "12:00:00",
               "1900-01-01", "1900-02-28", "1900-02-29", "1900-03-01", "-1", "2024-01-01", "2024-01-05", "2024-01-05"});
    CHECK(column_of({number("0", 1), number("0.5", 4), number("45292", 5), number("0", 5), "<c s=\"1\"><v></v></c>"}) ==
          Row1{"1900-01-00", "1900-01-00 12:00:00", "2024-01-01 00:00:00", "00:00:00"});  // the last row is blank
    CHECK(column_of({number("43830", 1), number("0", 1)}, "date1904=\"1\"") == Row1{"2024-01-01", "1904-01-01"});
}

TEST_CASE("xlsx: what a text does not tell is noted") {
    Folder folder;
    const std::string cells =
        "<row r=\"2\"><c r=\"A2\"><f>1+1</f></c><c r=\"B2\" t=\"e\"><v>#N/A</v></c><c r=\"C2\" "
        "t=\"b\"><v>1</v></c><c r=\"D2\"><v>1234567890123456</v></c><c r=\"E2\" s=\"3\"><v>3</v></c></row>";
    const auto reader = open_reader(make_zip(folder.at("x.xlsx"), workbook(head_of_one + cells)), {});
    Row row;
    REQUIRE((reader->next(row) && reader->next(row)));
    std::vector<CellTrait> traits;
    for (const CellNote& note : row.notes) traits.push_back(note.trait);
    CHECK(traits == std::vector<CellTrait>{CellTrait::no_result, CellTrait::error, CellTrait::truth,
                                           CellTrait::long_number, CellTrait::number});
    CHECK(row.cells[4] == "3.00days");
    CHECK(row.notes[4].held == "3");
    CHECK(row.notes[4].plain == "3");
}

TEST_CASE("xlsx: sheets can be read one after the other and again") {
    Folder folder;
    const auto reader = open_reader(make_zip(folder.at("x.xlsx"), workbook(head_of_one)), {});
    REQUIRE(reader->sheets().size() == 3);
    CHECK(reader->sheets()[0].name == "选项");
    CHECK(reader->sheets()[0].hidden);
    Row row;
    for (const auto& [sheet, text] : {std::pair(0U, "wrong"), std::pair(1U, "编号"), std::pair(0U, "wrong")}) {
        reader->select(sheet);
        REQUIRE(reader->next(row));
        CHECK(row.cells[0] == text);
        CHECK_FALSE(reader->next(row));
    }
}

TEST_CASE("xlsx: forms that spreadsheets accept are read") {
    CHECK(column_of({"<c t=\"s\"><v/></c><c><v>1</v></c>", "<c t=\"s\"><v> 0 </v></c>", "<c><v> 5 </v></c>",
                     "<c t=\"inlineStr\"><is><t>_x4E2D__xD83D__xDE00__xD800_</t></is></c>",
                     "<c t=\"b\"><v>true</v></c>"}) == Row1{"", "编号", "5", "中😀_xD800_", "TRUE"});
    Folder folder;
    const auto back =
        content(make_zip(folder.at("x.xlsx"),
                         workbook(head_of_one + "<row r=\"2\"><c r=\"b2\"><v>2</v></c></row>"
                                                "<row r=\"3\"><c r=\"A3\"><v>7</v></c></row><row r=\"4\"/>"
                                                "<row r=\"5\"><c r=\"b5\"><v>8</v></c></row></sheetData><mergeCells>"
                                                "<mergeCell ref=\"A3:A5\"/></mergeCells><sheetData>")));
    CHECK(back.rows == std::vector<Row1>{{"", "2"}, {"7"}, {"7", "8"}});
}

TEST_CASE("xlsx: malformed workbooks are refused") {
    Folder folder;
    const auto refused = [&](std::map<std::string, std::string> parts) {
        const auto error = error_of([&] { content(make_zip(folder.at("x.xlsx"), parts)); });
        CHECK(error.code() == Exit::failed);
        CHECK(holds(error.message(), "x.xlsx"));
        CHECK_FALSE(error.hint().empty());
        return error.message();
    };
    refused(workbook(head_of_one + "<row><c t=\"s\"><v>99</v></c></row>"));
    refused(workbook(head_of_one + "<row><c r=\"ZZZZ1\"><v>1</v></c></row>"));
    refused(workbook("<row><c>"));
    refused({{"content.xml", "<an-ods/>"}});
    auto parts = workbook(head_of_one);
    parts["xl/worksheets/sheet2.xml"] = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet>&a;</worksheet>";
    CHECK(holds(refused(parts), "DOCTYPE"));
    parts = workbook(head_of_one);
    parts.erase("xl/worksheets/sheet2.xml");
    refused(parts);
    // Cut the file short: the directory of a ZIP is at its end.
    const auto whole = slurp(make_zip(folder.at("y.xlsx"), workbook(head_of_one)));
    const auto cut = folder.file("cut.xlsx", whole.substr(0, whole.size() / 2));
    CHECK(holds(error_of([&] { content(cut); }).message(), "cut.xlsx"));
}

TEST_CASE("xlsx: a part that unpacks to more than a GiB is refused") {
    Folder folder;
    auto parts = workbook(head_of_one);
    parts["xl/sharedStrings.xml"] = "<sst>" + std::string(8, ' ');
    const auto path = make_zip(folder.at("bomb.xlsx"), parts);
    // Falsify the size in the ZIP directory, as a ZIP bomb may do.
    std::string bytes = slurp(path);
    const auto entry = bytes.rfind("xl/sharedStrings.xml") - 46;  // its record in the central directory
    REQUIRE(bytes.substr(entry, 4) == "PK\x01\x02");
    bytes[entry + 27] = '\x7F';  // the highest byte of the unpacked size
    const auto error = error_of([&] { content(folder.file("bomb.xlsx", bytes)); });
    CHECK(error.code() == Exit::failed);
    CHECK(holds(error.message(), "64 MB"));
}

TEST_CASE("xlsx: a workbook made to fill the memory is refused") {
    Folder folder;
    const auto refused = [&](const std::map<std::string, std::string>& parts) {
        return error_of([&] { content(make_zip(folder.at("x.xlsx"), parts)); }).message();
    };
    auto parts = workbook(head_of_one);
    parts["xl/worksheets/sheet2.xml"] = "<worksheet a=\"" + std::string(2 << 20, 'x') + "\"><sheetData/></worksheet>";
    CHECK(holds(refused(parts), "larger than 1 MB"));
    parts["xl/worksheets/sheet2.xml"] =
        "<worksheet><sheetData>" + std::string(70 << 20, ' ') + "</sheetData></worksheet>";
    CHECK(holds(refused(parts), "larger than 64 MB"));
    parts = workbook(head_of_one);
    std::string formats = "<styleSheet><cellXfs>";
    for (int i = 0; i < 70000; ++i) formats += "<xf numFmtId=\"0\"/>";
    parts["xl/styles.xml"] = formats + "</cellXfs></styleSheet>";
    CHECK(holds(refused(parts), "cellXfs"));
}

TEST_CASE("xlsx: the limits of a sheet are enforced") {
    Table table;
    table.columns = {{"a", "名称", CellType::text}};
    table.rows = {{std::string(32768, 'x')}};
    const auto error = error_of([&] { written(table, Format::xlsx); });
    CHECK(error.code() == Exit::failed);
    CHECK(holds(error.message(), "32767"));
    CHECK(holds(error.message(), "名称"));
}
