#include "transfer/complete_sheet.hpp"

#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/store/voided.hpp"

#include <set>

namespace cpcc::cli {

using records::Kind;

namespace {

const std::string& needed(const std::optional<std::string>& value, const char* option) {
    if (value) return *value;
    throw Error(Exit::usage, say(Words{"--complete 须与 {} 同用", "--complete needs {}"}, option),
                say(Words{"请写明该文件是哪个区划、哪个时段的全部记录",
                          "say for which area and period the file is complete: --area CODE --period PERIOD"}));
}

// Returns the kind if its records have days by which a period chooses them.
const Kind& dated(const Kind& kind) {
    if (kind.places.empty() || (kind.date.empty() && kind.owner.empty()))
        throw Error(Exit::usage, say(Words{"{}没有日期或区划，不能使用 --complete",
                                           "--complete is for records with a day and an "
                                           "area; a {} has none"},
                                     kind.label.get()));
    return kind;
}

std::string number_of(const Kind& kind, std::int64_t count) {
    return language() == Language::zh ? fmt::format("{} {}", count, kind.counted.zh)
                                      : counted(count, kind.counted.one, kind.counted.many);
}

}  // namespace

CompleteSheet::CompleteSheet(Context& context, const Kind& kind, const CompleteOptions& asked)
    : context_(context),
      kind_(dated(kind)),
      area_(needed(asked.area, "--area")),
      reason_(asked.why.value_or("")),
      period_(Period::parse(needed(asked.period, "--period"), context.today())) {
    if (asked.why && !store::is_void_reason(reason_))
        throw Error(Exit::usage, say(Words{"请用 --why 写明作废原因", "--why needs a reason for voiding"}));
}

std::string CompleteSheet::line_of(const store::Record& record) const {
    std::string line = store::name_of(kind_, record);
    for (std::size_t f = kind_.has_code() ? 1 : 0; f < kind_.fields.size(); ++f) {
        const records::Field& field = kind_.fields[f];
        if (field.required && !records::empty(record.values[f]) && field.type != records::Type::phone)
            line += "  " + records::show(field, record.values[f], records::Style::human);
    }
    return line;
}

void CompleteSheet::void_missing(store::Change& change, const std::string& source, bool asks) {
    std::set<std::int64_t> found;
    for (const store::FoundRecord& row : change.found(kind_)) found.insert(row.id);
    store::Filter filter;
    filter.area = area_;
    filter.since = period_.first;
    filter.until = period_.last;
    std::vector<std::int64_t> missing;
    store::list(context_.writing(), kind_, filter, [&](const store::Record& record) {
        if (found.contains(record.id)) return;
        if (missing.empty()) context_.tell(say(Words{"文件中没有的记录：", "Not in the file:"}));
        missing.push_back(record.id);
        context_.tell("  " + line_of(record));
    });
    if (missing.empty()) return;
    const std::string number = number_of(kind_, static_cast<std::int64_t>(missing.size()));
    if (asks)
        context_.require_consent(
            say(Words{"将作废文件中没有的 {}", "this voids {} that the file does not have"}, number),
            say(Words{"请核对以上记录；确需作废，请加 --yes", "check the list above; to void them, add --yes"}));
    const std::string reason =
        !reason_.empty()
            ? reason_
            : say(Words{"{} 中没有；该文件为 {} {} 的全部记录", "not in {}, which has all records of {} in {}"}, source,
                  area_, period_.text());
    for (const std::int64_t id : missing) change.set_void(kind_, id, true, reason);
    context_.note(say(Words{"作废 {}。", "Voided {}."}, number));
}

std::optional<CompleteSheet> complete_sheet(Context& context, const CompleteOptions& asked, const Kind* kind,
                                            bool keep_good) {
    if (!asked.complete) {
        if (asked.area || asked.period || asked.why)
            throw Error(Exit::usage, say(Words{"--area、--period、--why 须与 --complete 同用",
                                               "--area, --period and --why need --complete"}));
        return std::nullopt;
    }
    if (kind == nullptr)
        throw Error(Exit::usage,
                    say(Words{"--complete 用于一个类别的文件，不用于文件夹",
                              "--complete is for files of one kind, not for a directory"}),
                    say(Words{"请写作 cpcc import 类别 文件", "use cpcc import KIND FILE"}));
    if (keep_good)
        throw Error(Exit::usage,
                    say(Words{"--complete 不能与 --keep-good 同用：未导入的行会被当作没有",
                              "--complete and --keep-good exclude each other: a rejected row would count as missing"}));
    return std::optional<CompleteSheet>(std::in_place, context, *kind, asked);
}

Options complete_options(CompleteOptions& o) {
    return {{.name = "complete",
             .into = &o.complete,
             .help = {"文件是 --area、--period 范围内的全部记录：库中有而文件中没有的，列出并在确认后作废（--yes "
                      "不再询问）",
                      "the file has all records of --area and --period: list those that it does not have, and void "
                      "them once confirmed (--yes)"}},
            {.name = "area",
             .into = &o.area,
             .help = {"与 --complete 同用：区划，含下级", "with --complete: area, including its sub-areas"},
             .value = "CODE",
             .kind = "area"},
            {.name = "period",
             .into = &o.period,
             .help = {"与 --complete 同用：时段，如 2024-07", "with --complete: period, e.g. 2024-07"},
             .value = "PERIOD"},
            {.name = "why",
             .into = &o.why,
             .help = {"与 --complete 同用：作废原因（默认：写明文件、区划和时段）",
                      "with --complete: reason for voiding (default: names the file, area and period)"},
             .value = "TEXT"}};
}

}  // namespace cpcc::cli
