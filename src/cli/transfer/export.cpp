// cpcc export
#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/store/doubles.hpp"
#include "cpcc/store/former.hpp"
#include "cpcc/store/history.hpp"
#include "cpcc/store/voided.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/kind_argument.hpp"
#include "records/record_table.hpp"
#include "records/reveal.hpp"
#include "transfer/voided_references.hpp"

#include <filesystem>
#include <functional>
#include <optional>

namespace cpcc::cli {

namespace fs = std::filesystem;
using records::Kind;

namespace {

struct ExportOptions {
    std::optional<std::string> kind;
    bool all = false, names = false, reveal = false;
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

// Writes the records of a kind: all of them, or those that are not voided.
class KindExport {
public:
    KindExport(Context& context, const Kind& kind, const ExportOptions& options)
        : context_(context),
          kind_(kind),
          columns_(file_columns(context, kind, options.reveal)),
          names_(context.reading()),
          spans_(store::former_values(context.reading(), kind)),
          voided_references_(context.reading(), kind) {
        if (options.names) columns_.names = &names_;
        columns_.name_columns = true;
        if (options.all) reasons_ = store::void_reasons(context.reading(), kind);
        if (!reasons_.empty()) columns_.void_reasons = &reasons_;
        filter_.as_made = true;
        filter_.voided_too = options.all;
    }

    void write(files::Sink& sink) {
        if (!filter_.voided_too)
            for (auto& [record, spans] : spans_) voided_references_.remove_from(spans);
        std::erase_if(spans_, [](const auto& of_record) { return of_record.second.empty(); });
        if (!spans_.empty()) columns_.day = records::from_field();
        sink.begin({}, columns_of(columns_));
        store::list(context_.reading(), kind_, filter_, [&](const store::Record& record) { write(record, sink); });
        sink.end();
        voided_references_.report(context_);
    }

private:
    void write(const store::Record& record, files::Sink& sink) {
        const Rows put = [&](const store::Record& row, std::int64_t from) {
            if (columns_.names) names_.fetch(kind_, std::span(&row, 1));
            fill_row(columns_, row, cells_, from);
            sink.row(cells_);
        };
        const auto changed = spans_.find(record.id);
        if (filter_.voided_too) return put_all(record, changed, put);
        store::Record without = record;
        if (voided_references_.remove_from(without)) put_all(without, changed, put);
    }

    using Spans = std::map<std::int64_t, store::Formers>;
    void put_all(const store::Record& record, Spans::const_iterator changed, const Rows& put) const {
        changed == spans_.end() ? put(record, 0) : each_span(kind_, record, changed->second, put);
    }

    Context& context_;
    const Kind& kind_;
    RecordColumns columns_;
    store::ReferenceNames names_;
    Spans spans_;  // of the records whose dated fields changed
    VoidedReferences voided_references_;
    std::map<std::int64_t, std::string> reasons_;  // of voided records
    store::Filter filter_;
    std::vector<files::Cell> cells_;
};

int export_all(Context& context, const ExportOptions& asked, const std::string& folder) {
    db::Transaction snapshot(context.reading(), db::Transaction::Kind::read);
    fs::create_directories(folder);
    const auto options = context.write_options();
    const std::string ending = files::extension_of(options.format);
    for (const Kind* kind : records::kinds()) {
        files::OutputFile file((fs::path(folder) / (std::string(kind->id) + ending)).string(),
                               context.output_readable_by());
        const auto sink = files::make_sink(options, file.stream());
        KindExport(context, *kind, asked).write(*sink);
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
        return export_all(context, options, *context.globals().output);
    }
    const Kind& kind = kind_named(*options.kind);
    db::Transaction snapshot(context.reading(), db::Transaction::Kind::read);
    Output output(context);
    KindExport(context, kind, options).write(output.sink());
    output.finish();
    return 0;
}

Options rows(ExportOptions& o) {
    return {kind_option(&o.kind, false),
            {.name = "all",
             .into = &o.all,
             .help = {"导出全部类别，含已作废记录，写入 --output 指定的文件夹",
                      "every kind with voided records, written to the directory given by --output"}},
            names_option(o.names),
            reveal_option(o.reveal)};
}

}  // namespace

Command export_command() {
    return command<ExportOptions>("",
                                  {"导出一类或全部记录；导出的文件可再次导入",
                                   "export one kind or all records; the files can be imported again"},
                                  rows, run)
        .explained(
            {"导出一类时只含未作废的记录；引用已作废记录的内容不导出，并逐一提示。`--all` 将全部记录按 `类别.csv` "
             "写入 `--output` 指定的文件夹，`voided`（作废）列为作废原因；导入空数据库即得同样的记录，完整电话须加 "
             "`--reveal`。"
             "默认格式为 CSV。`--names` 的名称列在导入时不读取。`cpcc distinct` "
             "确认过的记录对不导出，命令会提示有多少对。",
             "The export of one kind has no voided records, and names none: it says what it leaves out. With "
             "`--all`, all records go to `KIND.csv` in the directory given by `--output`; the column `voided` "
             "has the reason. An import into an empty database gives the same records; add `--reveal` for whole "
             "phones. The default format is CSV. An import passes over the columns of `--names`. Pairs confirmed by "
             "`cpcc distinct` are not "
             "exported; a note says how many there are."})
        .with_example("cpcc export member --output members.csv", {"导出委员", "Export the members"})
        .with_example("cpcc export --all --output backup",
                      {"导出全部类别到一个文件夹", "Export every kind to a directory"});
}

}  // namespace cpcc::cli
