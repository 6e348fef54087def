// cpcc export
#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/store/doubles.hpp"
#include "cpcc/store/former.hpp"
#include "cpcc/store/history.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/kind_argument.hpp"
#include "records/record_table.hpp"
#include "records/reveal.hpp"

#include <filesystem>
#include <functional>
#include <optional>

namespace cpcc::cli {

namespace fs = std::filesystem;
using records::Kind;

namespace {

struct ExportOptions {
    std::optional<std::string> kind;
    bool all = false, reveal = false;
};

using Rows = std::function<void(const store::Record&, std::int64_t from)>;

// Passes the rows of a record whose dated fields changed: first the record as it began, then each change with its day.
void each_span(const Kind& kind, const store::Record& record, const store::Formers& spans, const Rows& each) {
    store::Record row = record;
    const auto put = [&](const std::vector<records::Value>& values) {
        for (const std::size_t f : kind.dated_fields()) {
            const bool cleared = !records::empty(row.values[f]) && records::empty(values[f]);
            row.values[f] = cleared ? records::Value(records::Clear{}) : values[f];
        }
    };
    for (const std::size_t f : kind.dated_fields()) row.values[f] = spans.front().values[f];
    each(row, 0);
    for (std::size_t f = 1; f < kind.fields.size(); ++f)
        if (!kind.fields[f].dated) row.values[f] = {};
    for (std::size_t i = 0; i < spans.size(); ++i) {
        put(i + 1 < spans.size() ? spans[i + 1].values : record.values);
        each(row, Date::packed(spans[i].until).plus_days(1).packed());
    }
}

void export_kind(Context& context, const Kind& kind, bool reveal, files::Sink& sink) {
    RecordColumns columns = file_columns(context, kind, reveal);
    const auto spans = store::former_values(context.reading(), kind);
    if (!spans.empty()) columns.day = records::from_field();
    sink.begin({}, columns_of(columns));
    std::vector<files::Cell> cells;
    store::Filter filter;
    filter.as_made = true;
    store::list(context.reading(), kind, filter, [&](const store::Record& record) {
        const Rows put = [&](const store::Record& row, std::int64_t from) {
            fill_row(columns, row, cells, from);
            sink.row(cells);
        };
        const auto changed = spans.find(record.id);
        changed == spans.end() ? put(record, 0) : each_span(kind, record, changed->second, put);
    });
    sink.end();
}

int export_all(Context& context, bool reveal, const std::string& folder) {
    db::Transaction snapshot(context.reading(), db::Transaction::Kind::read);
    fs::create_directories(folder);
    const auto options = context.write_options();
    const std::string ending = files::extension_of(options.format);
    for (const Kind* kind : records::kinds()) {
        files::OutputFile file((fs::path(folder) / (std::string(kind->id) + ending)).string(),
                               context.output_readable_by());
        const auto sink = files::make_sink(options, file.stream());
        export_kind(context, *kind, reveal, *sink);
        file.commit();
    }
    if (const auto pairs = store::confirmed_pairs(context.reading()); pairs != 0)
        context.note(say(
            Words{"用 cpcc distinct 确认不重复的 {} 对记录没有导出，导入后请重新确认。",
                  "Not exported: {} by cpcc distinct. Confirm them again after an import."},
            language() == Language::zh ? std::to_string(pairs) : counted(pairs, "pair confirmed", "pairs confirmed")));
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
        .explained(
            {"`--all` 将全部未作废的记录按 `类别.csv` 写入 `--output` 指定的文件夹。默认格式为 CSV。`cpcc distinct` "
             "确认过的记录对不导出，命令会提示有多少对。",
             "With `--all`, all records that are not voided go to `KIND.csv` in the directory given by "
             "`--output`. The default format is CSV. Pairs confirmed by `cpcc distinct` are not exported; a note "
             "says how many there are."})
        .with_example("cpcc export member --output members.csv", {"导出委员", "Export the members"})
        .with_example("cpcc export --all --output backup",
                      {"导出全部类别到一个文件夹", "Export every kind to a directory"});
}

}  // namespace cpcc::cli
