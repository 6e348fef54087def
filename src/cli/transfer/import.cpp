// cpcc import
#include "cpcc/store/import.hpp"
#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/files/read.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "framework/output_target.hpp"
#include "records/kind_argument.hpp"
#include "records/record_edit.hpp"
#include "transfer/import_source.hpp"
#include "transfer/rejects.hpp"
#include "transfer/spool.hpp"

#include <unistd.h>
#include <future>
#include <memory>
#include <set>

namespace cpcc::cli {

namespace {

struct ImportOptions {
    std::string what;
    std::optional<std::string> file, on_existing, rejects;
    bool dry_run = false, lenient = false, ignore_unknown = false, future = false;
};

store::OnExisting on_existing(const std::optional<std::string>& word) {
    if (!word) return store::OnExisting::same;
    if (*word == "fail") return store::OnExisting::fail;
    if (*word == "skip") return store::OnExisting::skip;
    if (*word == "update") return store::OnExisting::update;
    throw Error(Exit::usage, say(Words{"--on-existing 不能为“{}”", "--on-existing cannot be \"{}\""}, *word),
                say(Words{"可选值：fail、skip、update", "use fail, skip or update"}));
}

// Refuses --rejects and --output files that are also input.
void refuse_overwriting(Context& context, const ImportOptions& asked, const std::vector<ImportSource>& sources) {
    std::vector<std::string> read;
    if (!asked.file) read.push_back(asked.what);
    for (const ImportSource& source : sources) read.push_back(source.path);
    if (asked.rejects) require_other_file(context, *asked.rejects, read);
    if (context.globals().output) require_other_file(context, *context.globals().output, read);
}

class Import {
public:
    Import(Context& context, const ImportOptions& asked)
        : context_(context),
          asked_(asked),
          sources_(import_sources(asked.what, asked.file)),
          options_{on_existing(asked.on_existing), asked.lenient, asked.ignore_unknown} {
        refuse_overwriting(context, asked, sources_);
        context.allow_future(asked.future);
        if (asked.rejects && sources_[0].path == "-") {
            spool_ = std::make_unique<Spool>(context.streams().in);
            sources_[0].path = spool_->path();
        }
        const bool show_progress = isatty(STDERR_FILENO) && !context.globals().quiet;
        options_.note = [this](const std::string& line) { context_.note(line); };
        if (show_progress)
            options_.progress = [this](std::int64_t rows) {
                context_.streams().err << "\r" << rows << std::flush;
                progress_shown_ = true;
            };
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
        std::vector<const records::Kind*> kinds;
        for (const ImportSource& source : sources_) kinds.push_back(source.kind);
        store::Change change(context_.writing(), context_.author(), "import", false,
                             asked_.file ? sources_[0].name : asked_.what, {}, store::writes_of(kinds));
        std::vector<store::Counts> counts;
        auto opened = open(sources_.front());
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            const ImportSource& source = sources_[i];
            const auto reader = opened.get();
            if (i + 1 < sources_.size()) opened = open(sources_[i + 1]);
            if (reader->encoding() != "utf-8")
                context_.note(say(Words{"{} 按 {} 编码读取。", "{} read as {}."}, source.name, reader->encoding()));
            counts.push_back(store::import_rows(change, *source.kind, *reader, source.name, options_));
            if (progress_shown_) context_.streams().err << "\r        \r";
        }
        change.check_only();
        store::Counts total;
        for (const auto& count : counts) total += count;
        if (asked_.dry_run)
            context_.note(say(Words{"试导入：未保存任何数据。", "Dry run: nothing was saved."}));
        else if (!context_.confirm(
                     say(Words{"将新增 {} 条、修改 {} 条记录，是否继续？", "This adds {} and updates {}. Continue?"},
                         counted(total.added, "record", "records"), counted(total.updated, "record", "records")),
                     total.added + total.updated))
            throw Error(Exit::failed, say(Words{"未导入任何数据", "nothing imported"}));
        else
            change.commit();
        if (!context_.globals().quiet) print(context_, table(counts));
        note_doubles(context_, change);
        if (total.voided > 0)
            context_.note(say(Words{"未变的行中有 {} 行对应已作废的记录，这些记录仍为作废状态。",
                                    "{} to voided records, which stay voided."},
                              counted(total.voided, "unchanged row belongs", "unchanged rows belong")));
        if (change.reopened() > 0)
            context_.note(say(Words{"{} 个问题因反弹已重新列为在办。", "{} open again."},
                              counted(change.reopened(), "problem relapsed and is", "problems relapsed and are")));
        if (change.restored() > 0)
            context_.note(say(Words{"{} 个问题的反弹不再成立，原来的解决恢复。", "{} solved again, because its relapse is gone."},
                              counted(change.restored(), "problem is", "problems are")));
    }

    // Opens the next file in the background while rows are imported: detecting an encoding reads the whole file.
    std::future<std::unique_ptr<files::Reader>> open(const ImportSource& source) const {
        return std::async(std::launch::async, files::open_reader, source.path,
                          files::ReadOptions{context_.globals().encoding.value_or("")});
    }

    files::Table table(const std::vector<store::Counts>& counts) const {
        using files::CellType;
        files::Table table{{},
                           {{"file", say(Words{"文件", "file"})},
                            {"added", say(Words{"新增", "added"}), CellType::integer},
                            {"updated", say(Words{"修改", "updated"}), CellType::integer},
                            {"unchanged", say(Words{"未变", "unchanged"}), CellType::integer},
                            {"rejected", say(Words{"有误", "rejected"}), CellType::integer}},
                           {}};
        for (std::size_t i = 0; i < sources_.size(); ++i)
            table.rows.push_back(
                {sources_[i].name, counts[i].added, counts[i].updated, counts[i].unchanged, counts[i].rejected});
        return table;
    }

    void report(const store::Refused& refused) {
        std::set<std::pair<std::string, int>> rows;
        for (const store::Refusal& refusal : refused.refusals()) {
            context_.streams().err << store::text_of(refusal) << '\n';
            rows.emplace(refusal.file, refusal.line);
        }
        context_.streams().err << say(Words{"cpcc: 有 {} 行有误（共 {} 处），本次未导入任何数据。",
                                            "cpcc: {} rejected ({}); nothing imported."},
                                      counted(static_cast<std::int64_t>(rows.size()), "row", "rows"),
                                      counted(static_cast<std::int64_t>(refused.refusals().size()), "error", "errors"))
                               << '\n';
        if (asked_.rejects) write_rejects(context_, sources_, refused.refusals(), *asked_.rejects, !asked_.file);
    }

    Context& context_;
    const ImportOptions& asked_;
    std::vector<ImportSource> sources_;
    store::ImportOptions options_;
    std::unique_ptr<Spool> spool_;
    bool progress_shown_ = false;
};

Options rows(ImportOptions& o) {
    return {
        {.name = "KIND|DIRECTORY",
         .into = &o.what,
         .help = {"记录类别；或含有 类别.csv、类别.xlsx 的文件夹",
                  "kind of record, or a directory with KIND.csv and KIND.xlsx"},
         .positional = true,
         .required = true,
         .choices = kind_ids(),
         .file = true},
        {.name = "FILE",
         .into = &o.file,
         .help = {"文件；- 表示标准输入", "file; - for standard input"},
         .positional = true,
         .file = true},
        {.name = "on-existing",
         .into = &o.on_existing,
         .help = {"记录已存在时：fail 报错、skip 跳过、update 修改（默认：相同则跳过，不同则报错）",
                  "existing records: fail, skip or update (default: skip identical, reject different)"},
         .value = "HOW",
         .choices = {"fail", "skip", "update"}},
        {.name = "dry-run", .into = &o.dry_run, .help = {"试导入，不保存", "check everything, save nothing"}},
        {.name = "rejects",
         .into = &o.rejects,
         .help = {"将有误的行连同原因写入文件（导入文件夹时写入文件夹）",
                  "write rejected rows with their reasons to a file (for a directory import: to a directory)"},
         .value = "FILE",
         .file = true},
        {.name = "lenient",
         .into = &o.lenient,
         .help = {"同时接受 2024/1/5、20240105、2024年1月5日、全角数字、千分位分隔符和万元，并逐一提示",
                  "also accept 2024/1/5, 20240105, 2024年1月5日, full-width digits, thousands separators and 万元, and "
                  "report "
                  "each change"}},
        {.name = "ignore-unknown", .into = &o.ignore_unknown, .help = {"忽略无法识别的列", "ignore unknown columns"}},
        future_option(o.future)};
}

}  // namespace

Command import_command() {
    return command<ImportOptions>(
               "",
               {"导入一个文件或一个文件夹中的全部文件；如有错误，则全部不导入",
                "import a file, or all files of a directory: all rows or none"},
               rows, [](Context& context, const ImportOptions& options) { return Import(context, options).run(); })
        .explained(
            {"一次导入是一个整体：或全部保存，或全部不保存。文件夹里的 `类别.csv`、`类别.xlsx` "
             "按引用的先后导入。完成后列出新增、修改、未变和有误的行数。文件的写法见 `cpcc help import-format`。",
             "One import is one transaction: all rows or none. From a directory, every `KIND.csv` or `KIND.xlsx` is "
             "imported in order of reference. The report lists rows added, updated, unchanged and rejected. See `cpcc "
             "help import-format` for the files."})
        .with_example("cpcc import session examples/wuhan/session.csv --dry-run",
                      {"试导入一个文件，不保存", "Try a file without saving"})
        .with_example("cpcc import examples/wuhan --on-existing update",
                      {"导入一个文件夹，已有的记录以文件为准", "Import a directory; its values replace existing ones"})
        .with_example("cpcc import member examples/wuhan/member.csv --rejects bad.csv",
                      {"将有误的行写入另一个文件", "Write rejected rows to another file"});
}

}  // namespace cpcc::cli
