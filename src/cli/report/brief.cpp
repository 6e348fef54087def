// cpcc report brief
#include "cpcc/base/error.hpp"
#include "cpcc/files/read.hpp"
#include "cpcc/report/brief.hpp"
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

// Prose has no columns: it is Markdown or plain text.
bool as_markdown(const Context& context) {
    const auto format = context.write_options().format;
    if (format != files::Format::md && format != files::Format::table)
        throw Error(Exit::usage, say(Words{"简报是文章，不能写成表格格式", "a brief is prose and can't be written as a table's format"}),
                    say(Words{"用 --format md（Markdown）；不写 --format 就是纯文本；要数字列成表，用 cpcc report summary", "use --format md (Markdown), or none for plain text; for a table of figures there is cpcc report summary"}));
    return format == files::Format::md;
}

void write(Context& context, std::string_view text) {
    Output output(context);
    output.stream() << text;
    output.finish();
}

// The template asked for, else the configured one of the language, else the built-in one.
void take_template(Context& context, const BriefOptions& options, report::BriefSpec& spec) {
    const Config& config = context.config();
    const auto file = options.file ? options.file : language() == Language::zh ? config.brief_template : config.brief_template_en;
    if (!file) {
        spec.text = report::built_in_template(language());
        spec.name = say(Words{"自带模板", "the built-in template"});
        return;
    }
    std::error_code ignored;
    if (*file != "-" && !std::filesystem::exists(*file, ignored))
        throw Error(Exit::usage, say(Words{"没有模板文件 {}", "there is no template file {}"}, *file),
                    options.file ? say(Words{"用 cpcc report brief --print-template 打印一份自带的", "print the built-in one with cpcc report brief --print-template"}) : say(Words{"见 {} 的 [brief]", "see [brief] in {}"}, config.path));
    const files::Text text = files::read_text(*file);
    spec.text = text.content;
    spec.name = *file == "-" ? say(Words{"标准输入", "standard input"}) : std::filesystem::path(*file).filename().string();
    if (text.encoding != "utf-8") context.note(say(Words{"{} 按 {} 读取。", "{} is read as {}."}, spec.name, text.encoding));
}

int run(Context& context, const BriefOptions& options) {
    const bool markdown = as_markdown(context);
    if (options.print_template) {
        write(context, report::built_in_template(language()));
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
    spec.customs = config.measures;
    spec.filed = options.filed;
    spec.own_books = config.filing_areas;
    take_template(context, options, spec);
    const report::Brief brief = report::brief(context.reporting(), spec);
    write(context, markdown ? brief.text : report::plain_text(brief.text));
    for (const std::string& note : brief.notes) context.note(note);
    if (!context.as_of().empty()) context.note(context.as_of());
    return 0;
}

Options rows(BriefOptions& o) {
    return {period_option(o.period),
            {.name = "area", .into = &o.area, .help = {"只看此区划及其下；默认 office.area", "in this area and all below it; else office.area"}, .value = "CODE", .kind = "area"},
            {.name = "by", .into = &o.by, .help = {"哪一级一段一个；默认模板里最先写的一级", "the level that has a paragraph each; else the first that the template names"}, .value = "LEVEL", .choices = {"province", "city", "district", "street", "community", "compound"}},
            compare_option(o.compare, {"模板里的对比：previous 上期、last-year 上年同期（默认）", "what the template compares with: the previous period, or the same one last-year (else)"}),
            filed_option(o.filed),
            {.name = "template", .into = &o.file, .help = {"模板文件；默认配置里的 [brief]，再默认自带的", "the template; else that of [brief], else the built-in one"}, .value = "FILE", .file = true},
            {.name = "print-template", .into = &o.print_template, .help = {"打印自带的模板，供改写", "print the built-in template, to start from"}}};
}

}  // namespace

Command brief_command() {
    return command<BriefOptions>("brief", {"按模板写简报、通报：数字用公文写法", "the brief in prose, from a template, its figures in official wording"}, rows, run)
        .explained({"输出为纯文本；加 `--format md` 则为 Markdown。模板的写法见 `cpcc help brief-templates`。",
                    "Writes plain text, or Markdown with `--format md`. See `cpcc help brief-templates` for the template language."})
        .with_example("cpcc report brief --period ytd@2024-09-04", {"今年以来的简报", "A brief of the year so far"})
        .with_example("cpcc report brief --print-template --output brief.md", {"把自带的模板写到文件，供改写", "Write the built-in template to a file, to start from"});
}

}  // namespace cpcc::cli
