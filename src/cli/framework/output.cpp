#include "framework/output.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/printable.hpp"
#include "cpcc/base/text.hpp"
#include "framework/output_target.hpp"
#include "framework/people_table.hpp"

#include <cerrno>
#include <filesystem>

namespace cpcc::cli {

namespace {

std::string unknown_extension(const std::string& file) {
    const std::string extension = std::filesystem::path(file).extension().string();
    return extension.empty() ? say(Words{"{} 没有扩展名", "{} has no file extension"}, file)
                             : say(Words{"无法识别扩展名“{}”", "unknown file extension \"{}\""}, extension);
}

}  // namespace

Output::Output(Context& context) : context_(context) {
    const auto& globals = context.globals();
    if (globals.output && !globals.format && !globals.excel && !globals.encoding &&
        !files::format_of_file(*globals.output))
        throw Error(
            Exit::usage, unknown_extension(*globals.output),
            say(Words{"请使用 {} 作扩展名，或用 --format 指定", "use one of {} as the extension, or set --format"},
                listed(files::format_extensions())));
    if (globals.output) require_other_file(context, *globals.output);
    if (globals.output) file_ = std::make_unique<files::OutputFile>(*globals.output, context.output_readable_by());
    sink_ = files::make_sink(context.write_options(), stream());
}

std::ostream& Output::stream() { return file_ ? file_->stream() : context_.streams().out; }

void Output::finish() {
    if (file_) return file_->commit();
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

}  // namespace

// A table without rows could be a mistake.
int print_list(Context& context, const files::Table& table) {
    print(context, table);
    if (table.rows.empty()) context.note(nothing_to_list());
    return 0;
}

void print_panels(Context& context, const std::string& title, std::vector<files::Table> parts) {
    Output output(context);
    output.stream() << printable(title) << '\n';
    for (files::Table& part : parts) {
        part = for_readers(context, std::move(part));
        output.stream() << '\n';
        if (part.rows.empty()) part.heading.notes.insert(part.heading.notes.begin(), nothing_to_list());
        if (&part == &parts.back()) part.heading = dated(context, std::move(part.heading));
        part.write_to(*files::make_sink(context.write_options(), output.stream()));  // a sink takes one table
    }
    output.finish();
}

Globals csv_by_default(Globals globals) {
    if (!globals.format && !(globals.output && files::format_of_file(*globals.output))) globals.format = "csv";
    return globals;
}

}  // namespace cpcc::cli
