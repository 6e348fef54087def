#include "framework/output.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/printable.hpp"
#include "cpcc/base/text.hpp"
#include "framework/output_target.hpp"
#include "framework/pager.hpp"
#include "framework/people_table.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <utility>

namespace cpcc::cli {

namespace {

std::string unknown_extension(const std::string& file) {
    const std::string extension = std::filesystem::path(file).extension().string();
    return extension.empty() ? say(Words{"{} 没有扩展名", "{} has no file extension"}, file)
                             : say(Words{"无法识别扩展名“{}”", "unknown file extension \"{}\""}, extension);
}

}  // namespace

Output::Output(Context& context, std::optional<files::PaperHead> paper) : context_(context) {
    const auto& globals = context.globals();
    if (globals.output && !globals.format && !globals.excel && !globals.encoding &&
        !files::format_of_file(*globals.output))
        throw Error(
            Exit::usage, unknown_extension(*globals.output),
            say(Words{"请使用 {} 作扩展名，或用 --format 指定", "use one of {} as the extension, or set --format"},
                listed(files::format_extensions())));
    if (globals.output) require_other_file(context, *globals.output);
    if (globals.output) file_ = std::make_unique<files::OutputFile>(*globals.output, context.output_readable_by());
    if (!globals.output) screen_lines_ = pager_lines();
    files::WriteOptions options = context.write_options();
    options.paper = std::move(paper);
    sink_ = files::make_sink(options, stream());
}

std::ostream& Output::stream() {
    if (file_) return file_->stream();
    return screen_lines_ > 0 ? paged_ : context_.streams().out;
}

void Output::finish() {
    if (file_) return file_->commit();
    if (screen_lines_ > 0) {
        const std::string text = paged_.str();
        if (std::count(text.begin(), text.end(), '\n') >= screen_lines_ && show_in_pager(text)) return;
        context_.streams().out << text;
    }
    flush_data(context_.streams().out);
}

void flush_data(std::ostream& out) {
    errno = 0;
    out.flush();
    if (out) return;
    const int cause = errno ? errno : EIO;
    const std::string message = say(Words{"无法输出结果：{}", "cannot write the output: {}"}, system_message(cause));
    if (cause == EPIPE) throw NobodyReads(Exit::failed, message);
    throw Error(Exit::failed, message);
}

bool writes_data(const Context& context) { return files::is_data(context.write_options().format); }

bool writes_whole_records(const Context& context) {
    return writes_data(context) || context.write_options().format == files::Format::xlsx;
}

void print_notes(Context& context, const files::Heading& heading) {
    if (!writes_data(context)) return;
    for (const std::string& note : heading.notes) context.note(note);
}

files::Heading dated(const Context& context, files::Heading heading) {
    if (!context.as_of().empty()) heading.notes.push_back(context.as_of());
    return heading;
}

files::Table for_readers(Context& context, files::Table table) {
    return writes_data(context) || context.globals().codes ? table : with_names(std::move(table));
}

void print(Context& context, files::Table table) {
    table = for_readers(context, std::move(table));
    table.heading = dated(context, std::move(table.heading));
    Output output(context);
    table.write_to(output.sink());
    output.finish();
    print_notes(context, table.heading);
}

namespace {

std::string nothing_to_list() { return say(Words{"无。", "Nothing to list."}); }

// Removes hints for the command line, which have no meaning on paper.
void drop_hints(std::vector<std::string>& notes) {
    std::erase_if(notes, [](const std::string& note) { return note.find("--explain") != std::string::npos; });
}

}  // namespace

bool is_paper(files::Format format) {
    return format == files::Format::html || format == files::Format::docx || format == files::Format::xlsx;
}

Paper for_people(Context& context, Paper paper, files::Format format) {
    constexpr std::size_t fit = 9;  // the most figures that are readable in one row
    std::vector<files::Table> shown;
    const bool several = paper.tables.size() > 1;
    const bool draws = format != files::Format::docx && format != files::Format::md;
    for (files::Table& table : paper.tables) {
        if (table.columns.empty() && !draws) continue;  // charts alone
        if (!context.globals().codes) table = with_names(std::move(table));
        if (is_paper(format)) drop_hints(table.heading.notes);
        if (several && table.rows.empty() && !table.columns.empty())
            table.heading.notes.insert(table.heading.notes.begin(), nothing_to_list());
        const auto figures = static_cast<std::size_t>(std::count_if(
            table.columns.begin(), table.columns.end(), [](const auto& column) { return !column.theme.empty(); }));
        if (figures <= fit || format == files::Format::xlsx) {
            shown.push_back(std::move(table));
            continue;
        }
        if (paper.title.empty()) paper.title = table.heading.title;
        for (files::Table& part : files::split_by_theme(table)) {
            if (several) part.heading.title = say(Words{"{}：{}", "{}: {}"}, table.heading.title, part.heading.title);
            shown.push_back(std::move(part));
        }
    }
    shown.back().heading = dated(context, std::move(shown.back().heading));
    paper.tables = std::move(shown);
    return paper;
}

void write_paper(const Paper& paper, files::Sink& sink) {
    for (const files::Table& table : paper.tables) table.put_into(sink);
    sink.end();
}

files::PaperHead head_of(Context& context, const Paper& paper) {
    const std::string& office = context.config().office_name;
    const std::string maker =
        say(Words{"制表人：{}　制表日期：{}", "Prepared by {} on {}"}, context.user(), context.today().iso());
    return {paper.title, office.empty() ? maker : say(Words{"制表单位：{}　{}", "{}. {}"}, office, maker)};
}

// A table without rows could be a mistake.
int print_report(Context& context, files::Table table) {
    const bool empty = table.rows.empty();
    if (writes_data(context)) {
        print(context, std::move(table));
    } else {
        Paper paper = for_people(context, {{}, {std::move(table)}}, context.write_options().format);
        Output output(context, head_of(context, paper));
        write_paper(paper, output.sink());
        output.finish();
    }
    if (empty) context.note(nothing_to_list());
    return 0;
}

int print_report(Context& context, Paper paper) {
    if (writes_data(context) || paper.tables.size() == 1) return print_report(context, std::move(paper.tables.front()));
    paper = for_people(context, std::move(paper), context.write_options().format);
    Output output(context, head_of(context, paper));
    write_paper(paper, output.sink());
    output.finish();
    return 0;
}

Globals csv_by_default(Globals globals) {
    if (!globals.format && !(globals.output && files::format_of_file(*globals.output))) globals.format = "csv";
    return globals;
}

}  // namespace cpcc::cli
