// cpcc export
#include "cpcc/base/error.hpp"
#include "cpcc/store/history.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/kind_argument.hpp"
#include "records/record_table.hpp"
#include "records/reveal.hpp"

#include <filesystem>
#include <optional>

namespace cpcc::cli {

namespace fs = std::filesystem;
using records::Kind;

namespace {

struct ExportOptions {
    std::optional<std::string> kind;
    bool all = false, reveal = false;
};

void export_kind(Context& context, const Kind& kind, bool reveal, files::Sink& sink) {
    const RecordColumns columns = file_columns(context, kind, reveal);
    sink.begin({}, columns_of(columns));
    std::vector<files::Cell> cells;
    store::Filter filter;
    filter.as_made = true;
    store::list(context.reading(), kind, filter, [&](const store::Record& record) {
        fill_row(columns, record, cells);
        sink.row(cells);
    });
    sink.end();
}

int export_all(Context& context, bool reveal, const std::string& folder) {
    db::Transaction snapshot(context.reading(), db::Transaction::Kind::read);
    fs::create_directories(folder);
    const auto options = context.write_options();
    const std::string ending = options.format == files::Format::csv ? "csv" : context.globals().format.value_or("csv");
    for (const Kind* kind : records::kinds()) {
        files::OutputFile file((fs::path(folder) / fmt::format("{}.{}", kind->id, ending)).string(),
                               context.output_readable_by());
        const auto sink = files::make_sink(options, file.stream());
        export_kind(context, *kind, reveal, *sink);
        file.commit();
    }
    return 0;
}

int run(Context& asked, const ExportOptions& options) {
    Context context(csv_by_default(asked.globals()), asked.streams());
    if (options.kind.has_value() == options.all)
        throw Error(Exit::usage,
                    say(Words{"请写明要导出的记录类别，或用 --all 导出全部", "missing kind to export, or --all"}),
                    say(Words{"如 cpcc export platform；cpcc export --all --output 文件夹",
                              "use e.g. cpcc export platform, or cpcc export --all --output DIRECTORY"}));
    if (options.reveal) reveal_phones(context, "export");
    if (options.all) {
        if (!context.globals().output)
            throw Error(Exit::usage,
                        say(Words{"使用 --all 时请用 --output 指定文件夹", "--all needs --output DIRECTORY"}));
        return export_all(context, options.reveal, *context.globals().output);
    }
    const Kind& kind = kind_named(*options.kind);
    db::Transaction snapshot(context.reading(), db::Transaction::Kind::read);
    Output output(context);
    export_kind(context, kind, options.reveal, output.sink());
    output.finish();
    return 0;
}

Options rows(ExportOptions& o) {
    return {kind_option(&o.kind, false),
            {.name = "all",
             .into = &o.all,
             .help = {"导出全部类别，写入 --output 指定的文件夹",
                      "every kind, written to the directory given by --output"}},
            reveal_option(o.reveal)};
}

}  // namespace

Command export_command() {
    return command<ExportOptions>("",
                                  {"导出一类或全部记录；导出的文件可再次导入",
                                   "export one kind or all records; the files can be imported again"},
                                  rows, run)
        .explained({"`--all` 将全部未作废的记录按 `类别.csv` 写入 `--output` 指定的文件夹。默认格式为 CSV。",
                    "With `--all`, all records that are not voided go to `KIND.csv` in the directory given by "
                    "`--output`. The default format is CSV."})
        .with_example("cpcc export member --output members.csv", {"导出委员", "Export the members"})
        .with_example("cpcc export --all --output backup",
                      {"导出全部类别到一个文件夹", "Export every kind to a directory"});
}

}  // namespace cpcc::cli
