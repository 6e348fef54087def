// cpcc report brief
#include "cpcc/report/brief.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/files/read.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "report/report_options.hpp"

#include <filesystem>
#include <optional>

namespace cpcc::cli {

namespace {

struct BriefOptions {
    std::optional<std::string> period, area, by, compare, file;
    bool filed = false, print_template = false;
};

// Returns the format of the brief; `table` is plain text. Throws Error{usage} for those that only tables have.
files::Format prose_format(const Context& context) {
    const auto format = context.write_options().format;
    if (format != files::Format::md && format != files::Format::docx && format != files::Format::table)
        throw Error(
            Exit::usage,
            say(Words{"简报是文字材料，不能输出为表格格式", "a brief is prose and cannot be written as a table"}),
            say(Words{
                "请用 --format docx 输出 Word 文档，用 md 输出 Markdown，不填则输出纯文本；表格用 cpcc report summary",
                "use --format docx for a document, md for Markdown, none for plain text, or cpcc report summary "
                "for a table"}));
    return format;
}

void write(Context& context, std::string_view markdown, files::Format format) {
    Output output(context);
    if (format == files::Format::docx)
        files::write_docx(report::document(markdown), output.stream());
    else
        output.stream() << (format == files::Format::md ? markdown : report::plain_text(markdown));
    output.finish();
}

// Loads the given template, else the configured one of the language, else the built-in one.
void load_template(Context& context, const BriefOptions& options, report::BriefSpec& spec) {
    const Config& config = context.config();
    const auto file = options.file                 ? options.file
                      : language() == Language::zh ? config.brief_template
                                                   : config.brief_template_en;
    if (!file) {
        spec.text = report::built_in_template(language());
        spec.name = say(Words{"内置模板", "the built-in template"});
        return;
    }
    std::error_code ignored;
    if (*file != "-" && !std::filesystem::exists(*file, ignored))
        throw Error(Exit::usage, say(Words{"模板文件 {} 不存在", "template file {} does not exist"}, *file),
                    options.file ? say(Words{"请用 cpcc report brief --print-template 输出内置模板",
                                             "print the built-in one with cpcc report brief --print-template"})
                                 : say(Words{"见 {} 的 [brief]", "see [brief] in {}"}, config.path));
    const files::Text text = files::read_text(*file);
    spec.text = text.content;
    spec.name =
        *file == "-" ? say(Words{"标准输入", "standard input"}) : std::filesystem::path(*file).filename().string();
    if (text.encoding != "utf-8")
        context.note(say(Words{"{} 按 {} 编码读取。", "{} read as {}."}, spec.name, text.encoding));
}

int run(Context& context, const BriefOptions& options) {
    const files::Format format = prose_format(context);
    if (options.print_template) {
        write(context, report::built_in_template(language()), files::Format::md);
        return 0;
    }
    const Config& config = context.config();
    report::BriefSpec spec;
    spec.period = period_or_last_month(context, options.period);
    spec.office = config.office_name;
    spec.area = options.area;
    if (!spec.area && !config.office_area.empty()) spec.area = config.office_area;
    if (options.by) spec.by = report::parse_groups({*options.by}).front();
    if (options.compare) spec.compare = report::parse_compare(*options.compare);
    spec.customs = context.own_measures();
    spec.filed = options.filed;
    spec.own_books = config.filings.areas;
    load_template(context, options, spec);
    const report::Brief brief = report::brief(context.reporting(), spec);
    write(context, brief.text, format);
    for (const std::string& note : brief.notes) context.note(note);
    if (!context.as_of().empty()) context.note(context.as_of());
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
         .help = {"模板文件（默认：配置文件的 [brief]，其次为内置模板）",
                  "template file (default: from [brief], then the built-in one)"},
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
        .explained({"输出为纯文本；加 `--format md` 则为 Markdown，加 `--format docx` 则为按 GB/T 9704 "
                    "排版的文档。模板的写法见 `cpcc help brief-templates`。",
                    "Writes plain text, Markdown with `--format md`, or a document set by GB/T 9704 with `--format "
                    "docx`. See `cpcc help brief-templates` for the template language."})
        .with_example("cpcc report brief --period ytd@2024-09-04", {"今年以来的简报", "A brief of the year so far"})
        .with_example("cpcc report brief --period 2024-08 --output 简报.docx",
                      {"八月的简报，Word 文档", "The brief of August as a document"})
        .with_example("cpcc report brief --print-template --output brief.md",
                      {"将内置模板写入文件，供修改", "Write the built-in template to a file as a starting point"});
}

}  // namespace cpcc::cli
