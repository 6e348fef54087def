#include "docx/docx_file.hpp"

#include "docx/docx_template.hpp"
#include "markup.hpp"
#include "zip_archive.hpp"

#include <fmt/format.h>

#include <iterator>

namespace cpcc::files {

namespace {

// A4 and the margins of GB/T 9704-2012: 37 mm above, 28 mm at the spine, a text of 156 × 225 mm.
constexpr int page_short = 11906, page_long = 16838;
constexpr int margin_head = 2098, margin_spine = 1587, margin_fore = 1475, margin_foot = 1984;
constexpr int footer_distance = 1417;

constexpr std::string_view xml_head = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

std::string_view style_id(Paragraph::Style style) noexcept {
    switch (style) {
        case Paragraph::Style::title: return "Title";
        case Paragraph::Style::heading: return "Heading1";
        case Paragraph::Style::subheading: return "Heading2";
        case Paragraph::Style::body: return "Body";
        case Paragraph::Style::signature: return "Signature";
        case Paragraph::Style::note: return "Note";
    }
    return {};
}

// Appends the text as it stands within a run: a line break is an element.
void append_text(std::string& to, std::string_view text) {
    std::string escaped;
    append_escaped(escaped, text);
    to += R"(<w:t xml:space="preserve">)";
    for (const char c : escaped) {
        if (c == '\n')
            to += R"(</w:t><w:br/><w:t xml:space="preserve">)";
        else if (c == '\t')
            to += R"(</w:t><w:tab/><w:t xml:space="preserve">)";
        else if (c != '\r')
            to += c;
    }
    to += "</w:t>";
}

void append_paragraph(std::string& to, std::string_view style, const std::vector<Run>& runs) {
    fmt::format_to(std::back_inserter(to), R"(<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>)", style);
    for (const Run& run : runs) {
        to += run.bold ? "<w:r><w:rPr><w:b/></w:rPr>" : "<w:r>";
        append_text(to, run.text);
        to += "</w:r>";
    }
    to += "</w:p>\n";
}

void append_section(std::string& to, Orientation orientation) {
    const bool across = orientation == Orientation::landscape;
    to +=
        R"(<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>)";
    fmt::format_to(std::back_inserter(to),
                   R"(<w:pgSz w:w="{}" w:h="{}"{}/>)"
                   R"(<w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:footer="{}"/></w:sectPr>)",
                   across ? page_long : page_short, across ? page_short : page_long,
                   across ? R"( w:orient="landscape")" : "", across ? margin_spine : margin_head,
                   across ? margin_head : margin_fore, across ? margin_fore : margin_foot,
                   across ? margin_foot : margin_spine, footer_distance);
}

std::string properties(std::string_view title) {
    std::string part(xml_head);
    part += R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" )"
            R"(xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>)";
    append_escaped(part, title);
    return part + "</dc:title></cp:coreProperties>\n";
}

constexpr std::string_view borders =
    R"(<w:tblBorders><w:top w:val="single" w:sz="8"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="8"/>)"
    R"(<w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>)"
    R"(</w:tblBorders>)";

}  // namespace

int text_width(Orientation orientation) noexcept {
    return orientation == Orientation::portrait ? page_short - margin_spine - margin_fore
                                                : page_long - margin_head - margin_foot;
}

void DocxFile::add_paragraph(const Paragraph& paragraph) {
    if (paragraph.style == Paragraph::Style::title && title_.empty())
        for (const Run& run : paragraph.runs) title_ += run.text;
    append_paragraph(body_, style_id(paragraph.style), paragraph.runs);
}

void DocxFile::add_table(const ColumnSet& set, const std::vector<TableCell>& header,
                         const std::vector<std::vector<TableCell>>& rows) {
    body_ += R"(<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>)";
    body_ += borders;
    body_ += R"(<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>)";
    for (const int width : set.widths) fmt::format_to(std::back_inserter(body_), R"(<w:gridCol w:w="{}"/>)", width);
    body_ += "</w:tblGrid>\n";
    add_row(set, header, true);
    for (const auto& row : rows) add_row(set, row, false);
    body_ += "</w:tbl>\n";
    append_paragraph(body_, "Note", {});  // keeps two tables apart
}

void DocxFile::add_row(const ColumnSet& set, const std::vector<TableCell>& cells, bool header) {
    body_ += header ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (std::size_t i = 0; i < set.columns.size(); ++i) {
        const TableCell& cell = cells[set.columns[i]];
        fmt::format_to(std::back_inserter(body_),
                       R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>)",
                       set.widths[i]);
        append_paragraph(body_, header ? "HeadCell" : cell.number ? "NumberCell" : "Cell", {{cell.text, cell.bold}});
        body_ += "</w:tc>";
    }
    body_ += "</w:tr>\n";
}

void DocxFile::finish(Orientation orientation, std::ostream& out) {
    std::vector<ArchivePart> parts;
    for (const TemplatePart& part : docx_template())
        parts.push_back({std::string(part.name), std::string(part.content)});
    std::string document(xml_head);
    document += R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
                R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>)";
    document += body_;
    append_section(document, orientation);
    document += "</w:body></w:document>\n";
    parts.push_back({"word/document.xml", std::move(document)});
    parts.push_back({"docProps/core.xml", properties(title_)});
    write_archive(parts, out);
}

}  // namespace cpcc::files
