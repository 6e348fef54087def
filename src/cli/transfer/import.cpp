// cpcc import, export, template
#include "transfer/transfer_commands.hpp"
#include "framework/context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/files/read.hpp"
#include "cpcc/store/history.hpp"
#include "cpcc/store/import.hpp"
#include "records/record_table.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <future>
#include <map>
#include <memory>
#include <set>

namespace cpcc::cli {

namespace {

namespace fs = std::filesystem;
using records::Kind;

struct Source {
    const Kind* kind;
    std::string path;     // `-`: standard input
    std::string name;     // in messages
};

struct Values {
    std::string what;
    std::optional<std::string> file, on_existing, rejects;
    bool dry_run = false, lenient = false, ignore_unknown = false;
};

const Kind& kind_named(const std::string& name) {
    if (const Kind* kind = records::find_kind(name)) return *kind;
    std::vector<std::string_view> ids;
    for (const Kind* kind : records::kinds()) ids.push_back(kind->id);
    const auto near = nearest(name, ids);
    throw Error(Exit::usage, say(Words{"没有记录类别“{}”", "there is no kind \"{}\""}, name), near ? say(Words{"是不是 {}？", "did you mean {}?"}, *near) : say(Words{"见 cpcc fields", "see cpcc fields"}));
}

// Every KIND.csv or KIND.xlsx of a folder, in the order in which they lean on one another.
std::vector<Source> sources_in(const std::string& folder) {
    std::vector<Source> sources;
    for (const Kind* kind : records::kinds()) {
        std::vector<fs::path> found;
        for (const char* ending : {".csv", ".xlsx"})
            if (const fs::path path = fs::path(folder) / (std::string(kind->id) + ending); fs::exists(path)) found.push_back(path);
        if (found.size() > 1)
            throw Error(Exit::usage, say(Words{"{} 里同时有 {} 和 {}", "{} holds both {} and {}"}, folder, found[0].filename().string(), found[1].filename().string()), say(Words{"只留一个", "keep one of them"}));
        if (!found.empty()) sources.push_back({kind, found[0].string(), found[0].filename().string()});
    }
    if (sources.empty())
        throw Error(Exit::usage, say(Words{"{} 里没有可导入的文件", "{} holds no file to import"}, folder), say(Words{"文件应名为 类别.csv 或 类别.xlsx，如 platform.csv", "they are named KIND.csv or KIND.xlsx, as platform.csv"}));
    return sources;
}

std::vector<Source> sources_of(const Values& values) {
    std::error_code ignored;
    if (!values.file) {
        if (fs::is_directory(values.what, ignored)) return sources_in(values.what);
        if (records::find_kind(values.what)) throw Error(Exit::usage, say(Words{"没有说导入哪个文件", "no file is named"}), say(Words{"写作 cpcc import {} 文件，或 - 表示标准输入", "write cpcc import {} FILE, or - for standard input"}, values.what));
        throw Error(Exit::usage, say(Words{"{} 不是目录", "{} is not a directory"}, values.what), say(Words{"导入一个文件写作 cpcc import 类别 文件", "one file is imported with cpcc import KIND FILE"}));
    }
    return {{&kind_named(values.what), *values.file, *values.file == "-" ? "-" : fs::path(*values.file).filename().string()}};
}

store::OnExisting on_existing(const std::optional<std::string>& word) {
    if (!word) return store::OnExisting::same;
    if (*word == "fail") return store::OnExisting::fail;
    if (*word == "skip") return store::OnExisting::skip;
    if (*word == "update") return store::OnExisting::update;
    throw Error(Exit::usage, say(Words{"--on-existing 的“{}”不可用", "--on-existing can't be \"{}\""}, *word), say(Words{"可用 fail、skip、update", "it is fail, skip or update"}));
}

// Standard input can be read once; where the bad rows are wanted back it is kept in a file.
class Spool {
public:
    explicit Spool(std::istream& in) {
        char name[] = "/tmp/cpcc-import-XXXXXX";
        const int file = mkstemp(name);
        if (file < 0) throw Error(Exit::failed, say(Words{"不能建临时文件", "no temporary file can be made"}));
        path_ = name;
        char block[65536];
        while (in.read(block, sizeof block), in.gcount() > 0)
            if (::write(file, block, static_cast<std::size_t>(in.gcount())) != in.gcount()) break;
        ::close(file);
    }
    ~Spool() { ::unlink(path_.c_str()); }
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

class Import {
public:
    Import(Context& context, const Values& values) : context_(context), values_(values), sources_(sources_of(values)), options_{on_existing(values.on_existing), values.lenient, values.ignore_unknown} {
        if (values.rejects && sources_[0].path == "-") {
            spool_ = std::make_unique<Spool>(context.streams().in);
            sources_[0].path = spool_->path();
        }
        const bool show_progress = isatty(STDERR_FILENO) && !context.globals().quiet;
        options_.note = [this](const std::string& line) { context_.note(line); };
        if (show_progress) options_.progress = [this](std::int64_t rows) { context_.streams().err << "\r" << rows << std::flush; progress_shown_ = true; };
    }

    int run() {
        try {
            read_all();
        } catch (const store::Refused& refused) {
            report(refused);
            return static_cast<int>(Exit::rejected);
        }
        return 0;
    }

private:
    void read_all() {
        std::vector<const Kind*> kinds;
        for (const Source& source : sources_) kinds.push_back(source.kind);
        store::Change change(context_.writing(), context_.author(), "import", false, values_.file ? sources_[0].name : values_.what, {}, store::writes_of(kinds));
        std::vector<store::Counts> counts;
        auto opened = open(sources_.front());
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            const Source& source = sources_[i];
            const auto reader = opened.get();
            if (i + 1 < sources_.size()) opened = open(sources_[i + 1]);
            if (reader->encoding() != "utf-8") context_.note(say(Words{"{} 按 {} 读取。", "{} is read as {}."}, source.name, reader->encoding()));
            counts.push_back(store::import_rows(change, *source.kind, *reader, source.name, options_));
            if (progress_shown_) context_.streams().err << "\r        \r";
        }
        change.check_only();
        store::Counts total;
        for (const auto& count : counts) total += count;
        if (values_.dry_run) context_.note(say(Words{"试运行：未作任何改动。", "A dry run: nothing was kept."}));
        else if (!context_.confirm(say(Words{"将新增 {} 条、修改 {} 条，继续吗？", "Records to add: {}; to update: {}. Go on?"}, total.added, total.updated), total.added + total.updated))
            throw Error(Exit::failed, say(Words{"未导入", "nothing was imported"}));
        else change.commit();
        if (!context_.globals().quiet) print(context_, table(counts));
        if (total.voided > 0) context_.note(say(Words{"其中 {} 行是这里已作废的记录，仍旧作废。", "{} of the unchanged rows are of records that are voided here, and stay so."}, total.voided));
        if (change.reopened() > 0) context_.note(say(Words{"{} 个问题因反弹重新在办。", "{} problems that relapsed are open again."}, change.reopened()));
    }

    // To know a file's encoding it is read to its end: the next one while this one's rows are taken in.
    std::future<std::unique_ptr<files::Reader>> open(const Source& source) const {
        return std::async(std::launch::async, files::open_reader, source.path, files::ReadOptions{context_.globals().encoding.value_or("")});
    }

    files::Table table(const std::vector<store::Counts>& counts) const {
        using files::CellType;
        files::Table table{{}, {{"file", say(Words{"文件", "file"})}, {"added", say(Words{"新增", "added"}), CellType::integer}, {"updated", say(Words{"修改", "updated"}), CellType::integer},
                                {"unchanged", say(Words{"未变", "unchanged"}), CellType::integer}, {"rejected", say(Words{"拒绝", "rejected"}), CellType::integer}}, {}};
        for (std::size_t i = 0; i < sources_.size(); ++i)
            table.rows.push_back({sources_[i].name, counts[i].added, counts[i].updated, counts[i].unchanged, counts[i].rejected});
        return table;
    }

    void report(const store::Refused& refused) {
        std::set<std::pair<std::string, int>> rows;
        for (const store::Refusal& refusal : refused.refusals()) {
            context_.streams().err << store::text_of(refusal) << '\n';
            rows.emplace(refusal.file, refusal.line);
        }
        context_.streams().err << say(Words{"cpcc: 有 {} 行不能接受（共 {} 处），一行也没有导入。", "cpcc: rejected rows: {} (reasons: {}); nothing was imported."}, rows.size(), refused.refusals().size()) << '\n';
        if (values_.rejects) write_rejects(refused.refusals());
    }

    void write_rejects(const std::vector<store::Refusal>& refusals) {
        const bool folder = !values_.file;
        if (folder) fs::create_directories(*values_.rejects);
        for (const Source& source : sources_) {
            std::map<int, std::string> reasons;
            for (const store::Refusal& refusal : refusals)
                if (refusal.file == source.name) reasons[refusal.line] += (reasons[refusal.line].empty() ? "" : "; ") + (refusal.field.empty() ? "" : refusal.field + ": ") + refusal.reason;
            if (reasons.empty()) continue;
            const std::string path = folder ? (fs::path(*values_.rejects) / (std::string(source.kind->id) + ".csv")).string() : *values_.rejects;
            write_rejects_of(source, reasons, path);
            context_.note(say(Words{"不能接受的行写在 {}。", "The rejected rows are in {}."}, path));
        }
    }

    // The bad rows in the file's own columns, read once more, with their reasons behind.
    void write_rejects_of(const Source& source, const std::map<int, std::string>& reasons, const std::string& path) {
        const auto reader = files::open_reader(source.path, {context_.globals().encoding.value_or("")});
        files::OutputFile file(path);
        files::WriteOptions options;
        options.format = files::Format::csv;
        const auto sink = files::make_sink(options, file.stream());
        std::vector<files::Column> columns;
        for (const std::string& header : reader->header()) columns.push_back({header, header});
        columns.push_back({"reason", say(Words{"原因", "reason"})});
        sink->begin({}, columns);
        files::Row row;
        while (reader->next(row)) {
            const auto reason = reasons.find(row.line);
            if (reason == reasons.end()) continue;
            std::vector<files::Cell> cells(columns.size());
            for (std::size_t i = 0; i + 1 < columns.size() && i < row.cells.size(); ++i) cells[i] = std::string(undefuse(row.cells[i]));
            cells.back() = reason->second;
            sink->row(cells);
        }
        sink->end();
        file.commit();
    }

    Context& context_;
    const Values& values_;
    std::vector<Source> sources_;
    store::ImportOptions options_;
    std::unique_ptr<Spool> spool_;
    bool progress_shown_ = false;
};

std::vector<std::string> kind_ids() {
    std::vector<std::string> ids;
    for (const Kind* kind : records::kinds()) ids.emplace_back(kind->id);
    return ids;
}

RecordColumns export_columns(Context& context, const Kind& kind, bool reveal) {
    RecordColumns columns{&kind, {}, false, false, context.write_options().excel, reveal};
    for (const auto& field : kind.fields) columns.fields.push_back(&field);
    return columns;
}

void export_kind(Context& context, const Kind& kind, bool reveal, files::Sink& sink) {
    RecordColumns columns = export_columns(context, kind, reveal);
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

// Files are for other programs: without another word an export is CSV.
Globals as_csv(Globals globals) {
    if (!globals.format && !(globals.output && files::format_of_file(*globals.output))) globals.format = "csv";
    return globals;
}

int export_all(Context& context, bool reveal, const std::string& folder) {
    db::Transaction snapshot(context.reading(), db::Transaction::Kind::read);
    fs::create_directories(folder);
    const auto options = context.write_options();
    const std::string ending = options.format == files::Format::csv ? "csv" : context.globals().format.value_or("csv");
    for (const Kind* kind : records::kinds()) {
        files::OutputFile file((fs::path(folder) / fmt::format("{}.{}", kind->id, ending)).string());
        const auto sink = files::make_sink(options, file.stream());
        export_kind(context, *kind, reveal, *sink);
        file.commit();
    }
    return 0;
}

struct ExportValues {
    std::optional<std::string> kind;
    bool all = false, reveal = false;
};

int run_export(Context& asked, const ExportValues& values) {
    Context context(as_csv(asked.globals()), asked.streams());
    if (values.kind.has_value() == values.all)
        throw Error(Exit::usage, say(Words{"请说明导出哪一类，或用 --all 导出全部", "name a kind to export, or --all"}), say(Words{"如 cpcc export platform；cpcc export --all --output 目录", "as cpcc export platform; cpcc export --all --output DIRECTORY"}));
    if (values.reveal) store::record_reveal(context.writing(), context.user(), "export");
    if (values.all) {
        if (!context.globals().output) throw Error(Exit::usage, say(Words{"--all 要用 --output 指明目录", "--all needs --output DIRECTORY"}));
        return export_all(context, values.reveal, *context.globals().output);
    }
    const Kind& kind = kind_named(*values.kind);
    db::Transaction snapshot(context.reading(), db::Transaction::Kind::read);
    Output output(context);
    export_kind(context, kind, values.reveal, output.sink());
    output.finish();
    return 0;
}

int run_template(Context& asked, const std::string& name) {
    Context context(as_csv(asked.globals()), asked.streams());
    const Kind& kind = kind_named(name);
    files::Table table{{}, columns_of(export_columns(context, kind, false)), {}};
    print(context, table);
    return 0;
}

}  // namespace

Command import_command() {
    return {"", {"导入一个文件，或一个目录里的全部：要么全部收下，要么一行不收", "take in one file, or all of a directory: all rows or none"}, [](Options& options) -> Action {
                auto v = std::make_shared<Values>();
                options.push_back({.name = "KIND|DIRECTORY", .into = &v->what, .help = {"记录类别；或一个目录，内有 类别.csv 或 类别.xlsx", "the kind of record; or a directory of KIND.csv and KIND.xlsx"}, .positional = true, .required = true, .choices = kind_ids(), .file = true});
                options.push_back({.name = "FILE", .into = &v->file, .help = {"文件；- 为标准输入", "the file; - is standard input"}, .positional = true, .file = true});
                options.push_back({.name = "on-existing", .into = &v->on_existing, .help = {"已有的记录：fail 报错、skip 跳过、update 修改；默认相同则跳过，不同则报错", "records kept already: fail, skip or update; else equal ones are passed over and different ones refused"}, .value = "HOW", .choices = {"fail", "skip", "update"}});
                options.push_back({.name = "dry-run", .into = &v->dry_run, .help = {"只试，不改", "do everything but keep it"}});
                options.push_back({.name = "rejects", .into = &v->rejects, .help = {"把不能接受的行连同原因写到文件（导入目录时写到目录）", "write the rejected rows with their reasons (of a directory: into a directory)"}, .value = "FILE", .file = true});
                options.push_back({.name = "lenient", .into = &v->lenient, .help = {"也接受 2024/1/5、2024年1月5日、全角数字、千分位和万元，并逐一说明", "take 2024/1/5, 2024年1月5日, full-width digits, thousands separators and 万元 too, and say so"}});
                options.push_back({.name = "ignore-unknown", .into = &v->ignore_unknown, .help = {"忽略不认识的列", "pass over unknown columns"}});
                return [v](Context& context) { return Import(context, *v).run(); };
            }};
}

Command export_command() {
    return {"", {"导出一类记录，或全部；导出的可再导入", "write one kind, or all; what is written can be imported"}, [](Options& options) -> Action {
                auto v = std::make_shared<ExportValues>();
                options.push_back({.name = "KIND", .into = &v->kind, .help = {"记录类别", "the kind of record"}, .positional = true, .choices = kind_ids()});
                options.push_back({.name = "all", .into = &v->all, .help = {"全部类别，写到 --output 所指的目录", "every kind, into the directory that --output names"}});
                options.push_back({.name = "reveal", .into = &v->reveal, .help = {"写出完整电话（留痕）", "write whole phone numbers (this is recorded)"}});
                return [v](Context& context) { return run_export(context, *v); };
            }};
}

Command template_command() {
    return {"", {"导入用的空表：只有表头", "an empty sheet for import: the header alone"}, [](Options& options) -> Action {
                auto kind = std::make_shared<std::string>();
                options.push_back({.name = "KIND", .into = kind.get(), .help = {"记录类别", "the kind of record"}, .positional = true, .required = true, .choices = kind_ids()});
                return [kind](Context& context) { return run_template(context, *kind); };
            }};
}

}  // namespace cpcc::cli
