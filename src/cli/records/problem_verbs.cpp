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

int reopen(Context& context, VerbValues& v) {
    const store::Record problem = store::find(context.writing(), records::kind("problem"), v.name);
    const Kind& kind = records::kind("problem");
    FieldValues said;
    for (const char* field : {"solved_on", "closed_on", "close_kind", "duplicate_of", "close_reason"})
        if (!records::empty(problem.values[kind.index(field)])) said[field] = "-";
    if (said.empty())
        throw Error(Exit::failed,
                    say(Words{"问题 {} 尚未办结，无需重新列为在办", "problem {} is already open"}, v.name));
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
        verb(kind, "reopen", {"将问题重新列为在办", "reopen a problem"}, {why()}, reopen)
            .explained(
                {"清空解决日期、不予办理日期和原因。", "Clears the solution date, the closing date and the reason."})
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
                        "）且解决日期不晚于回头看日期的，清空解决日期，问题重新列为在办；原解决日期见历史记录。",
                        "The result `relapsed` clears a solution date that is not after the look-back. The problem is "
                        "then open again; its history shows the date."})
            .with_example("cpcc problem lookback DHFJ-Q2024-00001 --result holding --on 2024-10-08 --satisfaction 90",
                          {"回头看，未反弹", "A look-back that found the solution holding"})};
}

}  // namespace cpcc::cli
