#include "report/brief_options.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/files/document_template.hpp"
#include "cpcc/files/read.hpp"
#include "framework/common_options.hpp"

#include <filesystem>

namespace cpcc::cli {

namespace {

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
    if (files::is_archive(*file))
        throw Error(
            Exit::usage,
            say(Words{"{} 是 Word 文档，只能生成 Word 文档", "{} is a document and can only make a document"}, *file),
            say(Words{"请用 --output 文件.docx 或 --format docx", "use --output FILE.docx or --format docx"}));
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

}  // namespace

report::BriefSpec figures_of_brief(Context& context, const BriefOptions& options) {
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
    return spec;
}

report::BriefSpec brief_spec(Context& context, const BriefOptions& options) {
    report::BriefSpec spec = figures_of_brief(context, options);
    load_template(context, options, spec);
    return spec;
}

}  // namespace cpcc::cli
