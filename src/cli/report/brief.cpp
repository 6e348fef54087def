// cpcc report brief
#include "cpcc/report/brief.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/files/document_template.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "report/brief_options.hpp"
#include "report/report_options.hpp"

#include <filesystem>

namespace cpcc::cli {

namespace {

// Returns the format of the brief; `table` is plain text. Throws Error{usage} for those that only tables have.
files::Format prose_format(const Context& context) {
    const auto format = context.write_options().format;
    if (format != files::Format::md && format != files::Format::docx && format != files::Format::html &&
        format != files::Format::table)
        throw Error(
            Exit::usage,
            say(Words{"简报是文字材料，不能输出为表格格式", "a brief is prose and cannot be written as a table"}),
            say(Words{"请用 --format docx 输出 Word 文档，用 html 输出网页，用 md 输出 "
                      "Markdown，不填则输出纯文本；表格用 cpcc report summary",
                      "use --format docx for a document, html for a page, md for Markdown, none for plain text, or "
                      "cpcc report summary "
                      "for a table"}));
    return format;
}

void say_notes(Context& context, const std::vector<std::string>& notes) {
    for (const std::string& note : notes) context.note(note);
    if (!context.as_of().empty()) context.note(context.as_of());
}

void write(Context& context, std::string_view markdown, files::Format format) {
    Output output(context);
    if (format == files::Format::docx)
        files::write_docx(report::document(markdown), output.stream());
    else if (format == files::Format::html)
        files::write_page(report::document(markdown), output.stream());
    else
        output.stream() << (format == files::Format::md ? markdown : report::plain_text(markdown));
    output.finish();
}

// Writes an office's own document with its names filled in.
int fill_document(Context& context, const BriefOptions& options) {
    const files::DocumentTemplate document(*options.file);
    report::BriefSpec spec = figures_of_brief(context, options);
    spec.text = join(document.paragraphs(), "\n");
    spec.name = std::filesystem::path(*options.file).filename().string();
    spec.lines_are_paragraphs = true;
    const report::TextFiller filler(context.reporting(), spec, files::escaped_xml);
    Output output(context);
    document.write([&](const std::string& text) { return filler.fill(text); }, output.stream());
    output.finish();
    say_notes(context, filler.notes());
    return 0;
}

int run(Context& context, const BriefOptions& options) {
    const files::Format format = prose_format(context);
    if (options.print_template) {
        write(context, report::built_in_template(language()), files::Format::md);
        return 0;
    }
    if (options.file && format == files::Format::docx && files::is_archive(*options.file))
        return fill_document(context, options);
    const report::Brief brief = report::brief(context.reporting(), brief_spec(context, options));
    write(context, brief.text, format);
    say_notes(context, brief.notes);
    return 0;
}

Options rows(BriefOptions& o) {
    return {
        period_option(o.period),
        {.name = "area",
         .into = &o.area,
         .help = {"限定区划，含下级（默认：office.area）", "area, including its sub-areas (default: office.area)"},
         .value = "CODE",
         .kind = "area"},
        {.name = "by",
         .into = &o.by,
         .help = {"按哪一级区划分段（默认：模板中最先出现的一级）",
                  "area level with a section each (default: the first that the template names)"},
         .value = "LEVEL",
         .choices = {"province", "city", "district", "street", "community", "compound"}},
        compare_option(o.compare, {"模板中的对比：previous 上期、last-year 上年同期（默认：last-year）",
                                   "comparison in the template: previous (period) or last-year (default: last-year)"}),
        filed_option(o.filed),
        {.name = "template",
         .into = &o.file,
         .help = {"模板文件，或填写数据的 Word 文档（默认：配置文件的 [brief]，其次为内置模板）",
                  "template file, or a .docx to fill in (default: from [brief], then the built-in one)"},
         .value = "FILE",
         .file = true},
        {.name = "print-template",
         .into = &o.print_template,
         .help = {"输出内置模板，供修改", "print the built-in template as a starting point"}}};
}

}  // namespace

Command brief_command() {
    return command<BriefOptions>("brief",
                                 {"按模板生成简报、通报，数字用公文写法",
                                  "brief as prose from a template, with official wording of figures"},
                                 rows, run)
        .explained(
            {"输出为纯文本；加 `--format md` 则为 Markdown，加 `--format docx` 则为按 GB/T 9704 "
             "排版的文档，加 `--format html` 则为网页；`--template 文件.docx` 将数据填入本单位的文档。模板的写法见 "
             "`cpcc help brief-templates`。",
             "Writes plain text, Markdown with `--format md`, a page with `html`, or a document set by GB/T 9704 with "
             "`docx`. `--template FILE.docx` fills the figures into a document of your own. See `cpcc help "
             "brief-templates` for the template language."})
        .with_example("cpcc report brief --period ytd@2024-09-04", {"今年以来的简报", "A brief of the year so far"})
        .with_example("cpcc report brief --period 2024-08 --output 简报.docx",
                      {"八月的简报，Word 文档", "The brief of August as a document"})
        .with_example("cpcc report brief --print-template --output brief.md",
                      {"将内置模板写入文件，供修改", "Write the built-in template to a file as a starting point"});
}

}  // namespace cpcc::cli
