// cpcc import
#include "cpcc/store/import.hpp"
#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/files/read.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "framework/output_target.hpp"
#include "records/kind_argument.hpp"
#include "records/record_edit.hpp"
#include "transfer/complete_sheet.hpp"
#include "transfer/import_maps.hpp"
#include "transfer/import_preview.hpp"
#include "transfer/import_source.hpp"
#include "transfer/rejects.hpp"
#include "transfer/spool.hpp"

#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <set>

namespace cpcc::cli {

namespace {

struct ImportOptions {
    std::string what;
    std::vector<std::string> files;
    std::optional<std::string> on_existing, rejects, sheet, year, map, save_map;
    bool dry_run = false, preview = false, keep_good = false, lenient = false, ignore_unknown = false, future = false;
    CompleteOptions complete;
};

store::OnExisting on_existing(const std::optional<std::string>& word) {
    if (!word) return store::OnExisting::same;
    if (*word == "fail") return store::OnExisting::fail;
    if (*word == "skip") return store::OnExisting::skip;
    if (*word == "update") return store::OnExisting::update;
    throw Error(Exit::usage, say(Words{"--on-existing 不能为“{}”", "--on-existing cannot be \"{}\""}, *word),
                say(Words{"可选值：fail、skip、update", "use fail, skip or update"}));
}

// Refuses --rejects and --output files that are also input, or that cannot be written.
void refuse_overwriting(Context& context, const ImportOptions& asked, const std::vector<ImportSource>& sources) {
    std::vector<std::string> read;
    if (asked.files.empty()) read.push_back(asked.what);
    for (const ImportSource& source : sources) read.push_back(source.path);
    if (asked.rejects) {
        require_other_file(context, *asked.rejects, read);
        if (asked.files.size() == 1) {  // else it is a directory
            rejects_format(*asked.rejects);
            require_writable(*asked.rejects);
        }
    }
    if (!context.globals().output) return;
    require_other_file(context, *context.globals().output, read);
    require_writable(*context.globals().output);
}

// Names the first of many, and counts the rest.
void note_some(Context& context, const std::vector<std::string>& notes) {
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < std::min(most, notes.size()); ++i) context.note(notes[i]);
    if (notes.size() > most)
        context.note(say(Words{"另有 {} 处同样情况。", "{} more of the same."}, notes.size() - most));
}

int year_of(const ImportOptions& asked, const store::ImportMap& map) {
    if (!asked.year) return 0;
    const auto year = whole_number(*asked.year);
    if (!year || !Date::valid(static_cast<int>(*year), 1, 1))
        throw Error(Exit::usage, say(Words{"--year：“{}”不是年份", "--year: \"{}\" is not a year"}, *asked.year),
                    say(Words{"请写作 2024 这样的四位数字", "use four digits, such as 2024"}));
    if (!asked.lenient && (!map.dates || map.dates->has_year()))
        throw Error(Exit::usage, say(Words{"--year 须与 --lenient 同用，或日期格式没有年份",
                                           "--year needs --lenient, or a map with dates without a year"}));
    return static_cast<int>(*year);
}

// Returns the map of --map, or an empty one.
store::ImportMap map_of(Context& context, const ImportOptions& asked) {
    const bool directory = asked.files.empty() && !records::find_kind(asked.what);
    if (directory && (asked.map || asked.save_map))
        throw Error(Exit::usage,
                    say(Words{"--map、--save-map 用于一个类别的文件，不用于文件夹",
                              "--map and --save-map are for files of one kind, not for a directory"}),
                    say(Words{"请写作 cpcc import 类别 文件", "use cpcc import KIND FILE"}));
    return asked.map ? import_map(context, *asked.map) : store::ImportMap();
}

class Import {
public:
    Import(Context& context, const ImportOptions& asked)
        : context_(context),
          asked_(asked),
          map_(map_of(context, asked)),
          sources_(import_sources(asked.what, asked.files)),
          complete_(complete_sheet(context, asked.complete, asked.files.empty() ? nullptr : sources_.front().kind,
                                   asked.keep_good)),
          encoding_(context.globals().encoding.value_or("")),
          options_{.on_existing = on_existing(asked.on_existing),
                   .lenient = asked.lenient,
                   .ignore_unknown = asked.ignore_unknown,
                   .year = year_of(asked, map_),
                   .map = &map_,
                   .sheet = asked.sheet.value_or(""),
                   .codes = context.globals().codes} {
        refuse_overwriting(context, asked, sources_);
        context.allow_future(asked.future);
        if (asked.files.empty()) note_others_in(context, asked.what, sources_);
        spool_pipes();
        options_.note = [this](const std::string& line) { context_.note(line); };
        if (asked.preview) preview_.watch(options_);
        if (asked.save_map) saver_.emplace(context, *asked.save_map, map_).watch(options_);
        if (isatty(STDERR_FILENO) && !context.globals().quiet)
            options_.progress = [this](std::int64_t rows) {
                context_.streams().err << "\r" << rows << std::flush;
                progress_shown_ = true;
            };
    }

    int run() {
        while (!read_all()) {}
        if (!imported_ && asked_.preview) show_preview();
        if (saver_ && (imported_ || asked_.preview)) saver_->save();
        if (refusals_.empty()) return 0;
        report();
        return static_cast<int>(Exit::rejected);
    }

private:
    // Copies pipes to files, so that nobody waits for them with the database locked, and so that they can be read
    // again.
    void spool_pipes() {
        for (ImportSource& source : sources_) {
            std::error_code ignored;
            if (source.path == "-") {
                spools_.push_back(std::make_unique<Spool>(context_.streams().in));
            } else if (std::filesystem::is_fifo(source.path, ignored)) {
                std::ifstream pipe(source.path, std::ios::binary);
                spools_.push_back(std::make_unique<Spool>(pipe));
            } else {
                continue;
            }
            source.path = spools_.back()->path();
        }
    }

    // Imports all files, without the rows left out. Returns false if it is to be done again, without further rows.
    bool read_all() {
        try {
            import_all();
            imported_ = true;
            return true;
        } catch (const store::Refused& refused) {
            bool fresh = false;  // an error that is in no row, such as an unknown column, comes again
            for (const store::Refusal& refusal : refused.refusals()) {
                if (left_out_.contains({refusal.file, refusal.line})) continue;
                refusals_.push_back(refusal);
                fresh = true;
            }
            for (const store::Refusal& refusal : refused.refusals()) left_out_.emplace(refusal.file, refusal.line);
            options_.leave_out = [this](const std::string& file, int line) { return left_out_.contains({file, line}); };
            options_.note = nullptr;  // said once
            return !asked_.keep_good || !fresh;
        }
    }

    void import_all() {
        std::vector<const records::Kind*> kinds;
        for (const ImportSource& source : sources_) kinds.push_back(source.kind);
        // Finding the encoding reads a whole text file, and a workbook is unpacked: both before the database is locked.
        auto opened = open(sources_.front());
        opened.wait();
        if (hashes_.empty()) hashes_ = hashes_of(sources_);
        store::Change change(context_.writing(), context_.author(), "import", false, source_name(), {},
                             store::writes_of(kinds));
        if (complete_) complete_->watch(change);
        change.came_from_files(hashes_);
        counts_.clear();
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            const auto reader = opened.get();
            if (i + 1 < sources_.size()) opened = open(sources_[i + 1]);
            read(change, sources_[i], *reader);
        }
        if (asked_.preview) preview_.take_changes(change);
        if (complete_ && change.refused() == 0)
            complete_->void_missing(change, source_name(), !asked_.preview && !asked_.dry_run);
        change.check_only();
        finish(change);
    }

    // Returns what the history names as the source.
    std::string source_name() const {
        if (asked_.files.empty()) return asked_.what;
        std::vector<std::string> names;
        for (const ImportSource& source : sources_) names.push_back(source.name);
        return join(names, ", ");
    }

    void read(store::Change& change, const ImportSource& source, files::Reader& reader) {
        if (options_.note && reader.encoding() != "utf-8")
            context_.note(
                say(Words{"{} 按 {} 编码读取。", "{} read as {}."}, source.name, reader.encoding()) +
                (encoding_.empty() && reader.encoding() == "gb18030"
                     ? say(Words{"如有乱码，请用 --encoding 指定。", " If its text looks wrong, set --encoding."})
                     : ""));
        if (asked_.preview) preview_.begin(source, reader);
        counts_.push_back(store::import_rows(change, *source.kind, reader, source.name, options_));
        if (progress_shown_) context_.streams().err << "\r        \r";
    }

    void finish(store::Change& change) {
        if (saver_) saver_->require_new_or_same();
        store::Counts total;
        for (const auto& count : counts_) total += count;
        if (total.named > 0)
            context_.note(
                say(Words{"有 {} 格按名称识别。", "{} read by name."}, counted(total.named, "cell", "cells")));
        if (asked_.preview || asked_.dry_run)
            context_.note(say(Words{"试导入：未保存任何数据。", "Dry run: nothing was saved."}));
        else if (!context_.confirm(
                     say(Words{"将新增 {} 条、修改 {} 条记录，是否继续？", "This adds {} and updates {}. Continue?"},
                         counted(total.added, "record", "records"), counted(total.updated, "record", "records")),
                     total.added + total.updated))
            throw Error(Exit::failed, say(Words{"未导入任何数据", "nothing imported"}));
        else
            change.commit();
        if (asked_.preview)
            show_preview();
        else if (!context_.globals().quiet)
            print_result({import_table(sources_, counts_with_rejected())});
        note_some(context_, change.notes());
        note_doubles(context_, change);
        if (total.voided > 0)
            context_.note(say(Words{"未变的行中有 {} 行对应已作废的记录，这些记录仍为作废状态。",
                                    "{} to voided records, which stay voided."},
                              counted(total.voided, "unchanged row belongs", "unchanged rows belong")));
        if (const std::string facts = moved_facts(change); !facts.empty())
            context_.note(
                say(Words{"更正了委员或平台的分组内容（未填生效日）：关联的 {}改按新内容统计，以前时段的数字也会变。",
                          "Fields that records are grouped by were corrected without a day (from): {} now "
                          "count by the new values, and figures of past periods change."},
                    facts));
        if (change.reopened() > 0)
            context_.note(say(Words{"{} 个问题因反弹已重新列为在办。", "{} open again."},
                              counted(change.reopened(), "problem relapsed and is", "problems relapsed and are")));
        if (change.restored() > 0)
            context_.note(
                say(Words{"{} 个问题的反弹不再成立，原来的解决恢复。", "{} solved again, because its relapse is gone."},
                    counted(change.restored(), "problem is", "problems are")));
    }

    // Opens the next file in the background while rows are imported: detecting an encoding reads the whole file.
    std::future<std::unique_ptr<files::Reader>> open(const ImportSource& source) const {
        return std::async(std::launch::async, files::open_reader, source.path, files::ReadOptions{encoding_});
    }

    // Returns the counts with every row that was refused, in whichever attempt, as rejected once.
    std::vector<store::Counts> counts_with_rejected() const {
        std::vector<store::Counts> counts = counts_;
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i].rejected = std::count_if(left_out_.begin(), left_out_.end(),
                                               [&](const auto& row) { return is_of_source(row.first, sources_[i]); });
        return counts;
    }

    // Prints without --encoding, which is that of the files that are read.
    void print_result(std::vector<files::Table> tables, const std::string& title = {}) {
        Globals globals = context_.globals();
        globals.encoding.reset();
        Context output(globals, context_.streams(), context_.config());
        if (title.empty())
            print(output, std::move(tables.front()));
        else
            print_report(output, {title, std::move(tables)});
    }

    void show_preview() {
        counts_.resize(sources_.size());
        std::vector<files::Table> parts = preview_.tables();
        parts.push_back(import_table(sources_, counts_with_rejected()));
        print_result(std::move(parts), say(Words{"导入预览", "Preview of the import"}));
    }

    void report() {
        std::set<std::pair<std::string, int>> rows;
        for (const store::Refusal& refusal : refusals_) {
            context_.tell_error(Exit::rejected, store::text_of(refusal));
            rows.emplace(refusal.file, refusal.line);
        }
        const std::string count = counted(static_cast<std::int64_t>(rows.size()), "row", "rows"),
                          errors = counted(static_cast<std::int64_t>(refusals_.size()), "error", "errors");
        context_.complain(Exit::rejected, imported_ && !asked_.dry_run && !asked_.preview
                                              ? say(Words{"有 {} 行有误（共 {} 处），未导入；其余各行已导入。",
                                                          "{} rejected ({}); the other rows were imported."},
                                                    count, errors)
                                              : say(Words{"有 {} 行有误（共 {} 处），本次未导入任何数据。",
                                                          "{} rejected ({}); nothing imported."},
                                                    count, errors));
        if (!asked_.rejects) return;
        store::ImportOptions plain = options_;
        plain.layout = nullptr;
        write_rejects(context_, sources_, plain, refusals_, {*asked_.rejects, rejects_in_folder(), encoding_});
    }

    bool rejects_in_folder() const { return asked_.files.size() != 1; }

    Context& context_;
    const ImportOptions& asked_;
    store::ImportMap map_;  // empty without --map
    std::vector<ImportSource> sources_;
    std::optional<CompleteSheet> complete_;  // with --complete
    std::string encoding_;                   // of the files; empty: detected
    store::ImportOptions options_;
    std::vector<std::unique_ptr<Spool>> spools_;
    ImportPreview preview_{writes_data(context_) ? records::Style::raw : records::Style::human};
    std::optional<MapSaver> saver_;
    std::vector<store::Counts> counts_;
    std::string hashes_;  // of the files
    std::vector<store::Refusal> refusals_;
    std::set<std::pair<std::string, int>>
        left_out_;  // refused rows that --keep-good leaves out: file or sheet, and line
    bool imported_ = false;
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
         .labels = kind_labels(),
         .file = true},
        {.name = "FILE",
         .into = &o.files,
         .help = {"一个或几个文件；- 表示标准输入", "one or more files; - for standard input"},
         .positional = true,
         .file = true},
        {.name = "on-existing",
         .into = &o.on_existing,
         .help = {"记录已存在时：fail 报错、skip 跳过、update 修改（默认：相同则跳过，不同则报错）",
                  "existing records: fail, skip or update (default: skip identical, reject different)"},
         .value = "HOW",
         .choices = {"fail", "skip", "update"}},
        {.name = "dry-run", .into = &o.dry_run, .help = {"试导入，不保存", "check everything, save nothing"}},
        {.name = "preview",
         .into = &o.preview,
         .help = {"显示对文件的理解：编码、工作表、表头、各列、前几行，以及将新增、修改和拒绝的内容；不保存",
                  "show how the files are understood (encoding, sheets, header, columns, first rows) and what would be "
                  "added, changed and rejected; save nothing"}},
        {.name = "keep-good",
         .into = &o.keep_good,
         .help = {"有误的行不导入，其余各行导入", "import the other rows if some are rejected"}},
        {.name = "sheet",
         .into = &o.sheet,
         .help = {"只读取这个工作表：名称，或从 1 起的序号（默认：所有表头相符的可见工作表）",
                  "sheet to read, by name or number (default: every visible sheet with a header of the kind)"},
         .value = "SHEET"},
        {.name = "map",
         .into = &o.map,
         .help = {"导入方案：配置中 [import.名称] 的名称，或一个 .toml 文件（默认：不使用）",
                  "import map: the NAME of [import.NAME] in the configuration, or a .toml file (default: none)"},
         .value = "NAME|FILE.toml",
         .configured = Configured::import_maps,
         .file = true,
         .about = {"见 `cpcc help import-maps`。", "See `cpcc help import-maps`."}},
        {.name = "save-map",
         .into = &o.save_map,
         .help = {"将对各列的理解存入配置，作为导入方案 [import.名称]，通常与 --preview 同用",
                  "save how the columns are understood as the import map [import.NAME] of the configuration, usually "
                  "with --preview"},
         .value = "NAME"},
        {.name = "year",
         .into = &o.year,
         .help = {"“1月5日”这类没有年份的日期所属的年份（与 --lenient 同用）",
                  "year of dates without one, such as 1月5日 (with --lenient)"},
         .value = "YEAR"},
        {.name = "rejects",
         .into = &o.rejects,
         .help = {"将有误的行连同原因写入文件：.csv、.xlsx 或 .json（导入文件夹时写入文件夹）",
                  "write rejected rows with their reasons to a .csv, .xlsx or .json file (for a directory import: to a "
                  "directory)"},
         .value = "FILE",
         .file = true},
        {.name = "lenient",
         .into = &o.lenient,
         .help =
             {"同时接受 2024/1/5、2024年1月5日、全角数字、千分位、万元、60人、√ 等写法，并逐一提示",
              "also accept 2024/1/5, 2024年1月5日, full-width digits, 1,200, 万元, 60人, √ and the like, and report "
              "each change"},
         .about = {"见 `cpcc help import-format`。", "See `cpcc help import-format`."}},
        {.name = "ignore-unknown",
         .into = &o.ignore_unknown,
         .help = {"忽略无法识别的列，并逐列提示", "ignore unknown columns, and name each"}},
        future_option(o.future)};
}

Options rows_with_complete(ImportOptions& o) {
    Options all = rows(o);
    for (Option& option : complete_options(o.complete)) all.push_back(std::move(option));
    return all;
}

}  // namespace

Command import_command() {
    return command<ImportOptions>(
               "",
               {"导入一个文件或一个文件夹中的全部文件；如有错误，则全部不导入",
                "import a file, or all files of a directory: all rows or none"},
               rows_with_complete,
               [](Context& context, const ImportOptions& options) { return Import(context, options).run(); })
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
        .with_example("cpcc import session examples/street/sessions.csv --map examples/street/map.toml --dry-run",
                      {"按导入方案试导入街道自己的表格", "Try a street's own sheet with an import map"})
        .with_example("cpcc import member examples/wuhan/member.csv --rejects bad.csv",
                      {"将有误的行写入另一个文件", "Write rejected rows to another file"})
        .with_example(
            "cpcc import session examples/wuhan/session.csv --complete --area 420107 --period 2024-08 "
            "--dry-run",
            {"文件是青山区 2024 年 8 月的全部活动：列出文件中没有的",
             "The file has all sessions of an area and a month: list what it does not have"});
}

}  // namespace cpcc::cli
