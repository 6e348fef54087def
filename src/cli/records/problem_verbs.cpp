// cpcc problem raise, advance, solve, close, reopen, lookback
#include "cpcc/store/records.hpp"
#include "records/add.hpp"
#include "records/lifecycle_verb.hpp"

namespace cpcc::cli {

using records::Kind;

namespace {

int advance(Context& context, VerbValues& v) {
    FieldValues said{
        {"problem", v.name}, {"stage", v.need("stage")}, {"noted_on", day_or_today(context, "on", v["on"])}};
    set_if_given(said, "text", v["text"]);
    return add_one(context, "progress", "problem", said, "advance", [&] {
        return say(Words{"已登记问题 {} 的进展。", "Recorded progress of problem {}."}, v.name);
    });
}

int look_back(Context& context, VerbValues& v) {
    FieldValues said{
        {"problem", v.name}, {"result", v.need("result")}, {"seen_on", day_or_today(context, "on", v["on"])}};
    set_if_given(said, "satisfaction", v["satisfaction"]);
    set_if_given(said, "seen_by", v["seen-by"]);
    set_if_given(said, "note", v["note"]);
    return add_one(context, "lookback", "problem", said, "lookback", [&] {
        return say(Words{"已登记对问题 {} 的回头看。", "Recorded a look-back at problem {}."}, v.name);
    });
}

// Adds to the field `settled_before` what ends on that day. Returns the field's text; empty if nothing ends.
std::string settled_before(const Kind& kind, const store::Record& problem, const std::string& day) {
    const auto text_of = [&](std::string_view field) {
        return records::show(kind.at(field), problem.values[kind.index(field)], records::Style::raw);
    };
    const std::string solved = text_of("solved_on"), closed = text_of("closed_on"), before = text_of("settled_before");
    const std::string first = solved.empty() ? closed : solved;
    if (first.empty()) return {};
    if (day < first)
        throw Error(Exit::failed,
                    say(Words{"--on：{} 早于问题办结的日期 {}", "--on: {} is before the problem was settled ({})"}, day,
                        first));
    return fmt::format("{}{}{}/{}{}", before, before.empty() ? "" : ";", first, day, solved.empty() ? ":closed" : "");
}

int reopen(Context& context, VerbValues& v) {
    const store::Record problem = store::find(context.writing(), records::kind("problem"), v.name);
    const Kind& kind = records::kind("problem");
    FieldValues said;
    for (const char* field : {"solved_on", "closed_on", "close_kind", "duplicate_of", "close_reason"})
        if (!records::empty(problem.values[kind.index(field)])) said[field] = "-";
    const std::string before = settled_before(kind, problem, day_or_today(context, "on", v["on"]));
    if (said.empty())
        throw Error(Exit::failed,
                    say(Words{"问题 {} 尚未办结，无需重新列为在办", "problem {} is already open"}, v.name));
    if (!before.empty()) said["settled_before"] = before;
    return change_one(context, "problem", v.name, "reopen", said, {"问题 {} 已重新列为在办。", "Reopened problem {}."},
                      v.need("why"));
}

int close(Context& context, VerbValues& v) {
    FieldValues more{{"close_reason", v.need("why")}};
    set_if_given(more, "close_kind", v["kind"]);
    set_if_given(more, "duplicate_of", v["duplicate-of"]);
    if (v["duplicate-of"] && !v["kind"]) more["close_kind"] = "duplicate";
    return set_day(context, v,
                   {"problem",
                    "closed_on",
                    "close",
                    {"问题 {} 已登记为不予办理。", "Closed problem {}."},
                    {"问题 {} 已于 {} 登记为不予办理", "problem {} was closed on {}"}},
                   more);
}

}  // namespace

std::vector<Command> problem_verbs(const Kind& kind) {
    return {
        add_command(kind, "raise", {"登记问题", "raise a problem"}, "raised_on")
            .with_example(
                "cpcc problem raise --title 路灯不亮 --category urgent --platform QS-P-001 --due-on 2026-12-31",
                {"登记一个问题", "Raise a problem"}),
        verb(kind, "advance", {"登记进展", "record progress"},
             {{"stage", {"阶段", "stage"}, "WORD", "progress.stage", true},
              on_day(),
              {"text", {"进展内容", "text of the entry"}, "TEXT"}},
             advance)
            .explained(
                {"阶段为决策共谋 `plan`、发展共建 `build`、建设共管 `manage`、效果共评 `review`、成果共享 `share`。",
                 "The stages are `plan`, `build`, `manage`, `review` and `share`."})
            .with_example("cpcc problem advance QS-Q2024-00001 --stage build --on 2024-09-01",
                          {"记一步进展", "Record a step of progress"}),
        verb(kind, "solve", {"登记问题已解决", "mark a problem as solved"}, {on_day(), again()},
             [](Context& context, VerbValues& v) {
                 return set_day(context, v,
                                {"problem",
                                 "solved_on",
                                 "solve",
                                 {"问题 {} 已登记为已解决。", "Marked problem {} as solved."},
                                 {"问题 {} 已于 {} 解决", "problem {} was solved on {}"}});
             })
            .with_example("cpcc problem solve QS-Q2024-00001 --on 2024-10-08", {"问题已解决", "A problem is solved"}),
        verb(kind, "close", {"登记问题不予办理", "close a problem without a solution"},
             {on_day(),
              why(),
              {"kind", {"不予办理类别", "kind of closing"}, "WORD", "problem.close_kind"},
              {"duplicate-of", {"重复于哪个问题", "the problem that it repeats"}, "CODE", "problem.duplicate_of"},
              again()},
             close)
            .with_example("cpcc problem close CD-Q2024-00001 --why 不属本级职权 --on 2024-10-08",
                          {"不予办理，写明原因", "Close a problem without a solution"}),
        verb(kind, "reopen", {"将问题重新列为在办", "reopen a problem"}, {on_day(), why()}, reopen)
            .explained(
                {"自该日起问题重新列为在办，此前各期的数字不变；原来的解决或不予办理记入 `settled_before`"
                 "。登记有误的，请改用 `cpcc problem edit CODE --solved-on -`，视为从未解决。",
                 "The problem is open from that date on, and the figures of earlier periods do not change: the "
                 "solution "
                 "or closing moves to `settled_before`. To correct a slip, use `cpcc problem edit CODE --solved-on -`; "
                 "the problem was then never solved."})
            .with_example("cpcc problem reopen QS-Q2024-00001 --why 居民再次反映",
                          {"重新办理", "Open a problem again"}),
        verb(kind, "lookback", {"登记对问题的回头看", "record a look-back at a problem"},
             {{"result", {"结果", "result"}, "WORD", "lookback.result", true},
              on_day(),
              {"satisfaction", {"满意度（0–100）", "satisfaction (0-100)"}, "N"},
              {"seen-by", {"开展回头看的委员", "member who made the look-back"}, "CODE", "lookback.seen_by"},
              {"note", {"备注", "note"}, "TEXT"}},
             look_back)
            .explained({"结果为反弹（`relapsed`"
                        "）的，已解决的问题自该日起重新列为在办，此前各期的数字不变；原来的解决记入 `settled_before`"
                        "，再次解决用 `cpcc problem "
                        "solve`。这次回头看作废或改为其他结果的，原来的解决恢复，但已再次办结的除外。",
                        "The result `relapsed` opens a solved problem again from that date on, and the figures of "
                        "earlier periods do not change: the solution moves to `settled_before`. `cpcc problem solve` "
                        "then records a second one. If the look-back is voided or its result changes, the solution "
                        "stands again, unless the problem was settled again since."})
            .with_example("cpcc problem lookback DHFJ-Q2024-00001 --result holding --on 2024-10-08 --satisfaction 90",
                          {"回头看，未反弹", "A look-back that found the solution holding"})};
}

}  // namespace cpcc::cli
