// cpcc log
#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/journal.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/action_word.hpp"
#include "records/kind_argument.hpp"

#include <algorithm>
#include <optional>

namespace cpcc::cli {

namespace {

using files::text_cell;

struct LogOptions {
    std::optional<std::string> since, until, by, kind, limit;
};

Date day(const std::string& option, const std::string& text) {
    if (const auto parsed = Date::parse(text)) return *parsed;
    throw Error(Exit::usage, say(Words{"--{}：{}", "--{}: {}"}, option, records::not_a_date(text)));
}

store::JournalFilter filter_of(const LogOptions& options) {
    store::JournalFilter filter;
    if (options.since) filter.since = day("since", *options.since);
    if (options.until) filter.until = day("until", *options.until);
    filter.by = options.by;
    if (options.kind) filter.kind = &kind_named(*options.kind);
    if (options.limit) filter.limit = limit_of(*options.limit);
    return filter;
}

// Returns `3 sessions, 18 attendances`, with at most three kinds.
std::string people_text(const std::vector<store::TouchedKind>& touched) {
    constexpr std::size_t most = 3;
    std::vector<std::string> all;
    for (std::size_t i = 0; i < std::min(most, touched.size()); ++i) {
        const records::CountedNoun& noun = touched[i].kind->counted;
        const std::string number = counted(touched[i].count, noun.one, noun.many);
        all.push_back(language() == Language::zh ? fmt::format("{} {}", number, noun.zh) : number);
    }
    if (touched.size() <= most) return listed(all);
    return listed(all) + say(Words{"等 {} 类", " and {} more kinds"},
                             language() == Language::zh ? touched.size() : touched.size() - most);
}

// Returns the same for programs: `session:3;attendance:18`, with all kinds.
std::string data_text(const std::vector<store::TouchedKind>& touched) {
    std::vector<std::string> all;
    for (const store::TouchedKind& one : touched) all.push_back(fmt::format("{}:{}", one.kind->id, one.count));
    return join(all, ";");
}

std::string records_text(const store::JournalEntry& entry, bool human) {
    if (entry.period) return human ? say(Words{"1 个时段", "1 period"}) : "period:1";
    return human ? people_text(entry.touched) : data_text(entry.touched);
}

int run(Context& context, const LogOptions& options) {
    const bool human = context.human();
    files::Table table{{},
                       {{"entry", say(Words{"序号", "entry"})},
                        {"at", say(Words{"时间", "time"})},
                        {"by", say(Words{"操作人", "by"})},
                        {"action", say(Words{"操作", "action"})},
                        {"records", say(Words{"涉及记录", "records"})},
                        {"record", say(Words{"记录", "record"})},
                        {"record_name", say(Words{"记录名称", "record name"})},
                        {"source", say(Words{"来源", "source"})},
                        {"why", say(Words{"原因", "reason"})}},
                       {}};
    for (const store::JournalEntry& entry : store::journal(context.reading(), filter_of(options)))
        table.rows.push_back({store::entry_name(entry.id), entry.at, entry.by,
                              human ? action_word(entry.action) : entry.action, text_cell(records_text(entry, human)),
                              text_cell(entry.period ? entry.period->text() : entry.code), text_cell(entry.title),
                              text_cell(entry.source), text_cell(entry.why)});
    if (table.rows.empty()) context.note(say(Words{"没有符合条件的操作。", "No matching entries."}));
    print(context, std::move(table));
    return 0;
}

Options rows(LogOptions& o) {
    return {{.name = "since", .into = &o.since, .help = {"起始日期", "start date"}, .value = "DATE"},
            {.name = "until", .into = &o.until, .help = {"截止日期（含当日）", "end date, inclusive"}, .value = "DATE"},
            {.name = "by", .into = &o.by, .help = {"限定操作人", "only what this person did"}, .value = "NAME"},
            {.name = "kind",
             .into = &o.kind,
             .help = {"限定涉及的记录类别", "only entries that touched records of this kind"},
             .value = "KIND",
             .choices = kind_ids(),
             .labels = kind_labels()},
            limit_option(o.limit, {"最多显示条数", "maximum number of entries"})};
}

}  // namespace

Command log_command() {
    return command<LogOptions>("", {"操作日志：何人何时改了什么", "journal: who changed what and when"}, rows, run)
        .explained(
            {"列出整个数据库的操作，最近的在前：时间、操作人、操作、涉及的记录、来源文件和原因。成批导入为一条。"
             "涉及一条记录的写明编号和名称，多条的写明各类条数。先后以登记顺序为准，与时钟无关。"
             "一条记录的逐项改动见 `cpcc 类别 history 编号`；撤销用 `cpcc undo`。",
             "Lists what was done to the database, latest first: when, by whom, what, the records, the file and the "
             "reason. A bulk import is one entry. An entry that touched one record names it; others count the records "
             "of "
             "each kind. The order is that in which entries were written, whatever the clock said. For the values of "
             "a record, see `cpcc KIND history CODE`; to take something back, use `cpcc undo`."})
        .with_example("cpcc log --limit 10", {"最近十次操作", "The last ten entries"})
        .with_example("cpcc log --since 2024-08-01 --kind session",
                      {"八月以来涉及活动的操作", "What touched sessions since August"});
}

}  // namespace cpcc::cli
