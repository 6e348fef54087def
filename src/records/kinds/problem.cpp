#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto categories = choices<ProblemCategory>({
    {ProblemCategory::urgent, "urgent", {"急难愁盼", "urgent need"}},
    {ProblemCategory::doorstep, "doorstep", {"房前屋后", "at the doorstep"}},
    {ProblemCategory::governance, "governance", {"治理难事", "governance"}},
});
constexpr auto close_kinds = choices<CloseKind>({
    {CloseKind::duplicate, "duplicate", {"重复", "duplicate"}},
    {CloseKind::transferred, "transferred", {"转办", "transferred"}},
    {CloseKind::not_ours, "not_ours", {"不属职责", "not ours"}},
    {CloseKind::unfeasible, "unfeasible", {"暂不具备条件", "not feasible yet"}},
    {CloseKind::withdrawn, "withdrawn", {"撤回", "withdrawn"}},
    {CloseKind::other, "other", {"其他", "other"}},
});
// The first is the default.
constexpr auto settled = choices<SettledAs>({
    {SettledAs::solved, "solved", {"解决", "solved"}},
    {SettledAs::closed, "closed", {"不予办理", "closed"}},
});
}  // namespace

const Kind& problem() {
    static const Kind kind = [] {
        Kind k{.id = "problem",
               .label = {"问题", "problem"},
               .counted = {"个问题", "problem", "problems"},
               .about = {"问题的提出、推进、解决和不予办理", "problems raised, solved or closed"},
               .letter = 'Q'};
        k.fields = {code(),
                    text("title", {"题目", "title"}).must().shown(),
                    choice("category", {"分类", "category"}, categories).must().shown(),
                    date("raised_on", {"提出日", "raised on"}).must().shown(),
                    ref("platform", {"平台", "platform"}, "platform").must().shown(),
                    ref("session", {"活动", "session"}, "session"),
                    ref("topic", {"议题", "topic"}, "topic"),
                    ref("raised_by", {"提出人", "raised by"}, "member"),
                    ref("unit", {"责任单位", "responsible unit"}, "unit"),
                    date("due_on", {"限期", "due on"}).planned().shown(),
                    ref("follows", {"关联的前序问题", "follows"}, "problem").formerly("带动自"),
                    date("solved_on", {"解决日", "solved on"}).shown(),
                    date("closed_on", {"不予办理日", "closed on"}).shown(),
                    choice("close_kind", {"不予办理类别", "kind of closing"}, close_kinds),
                    ref("duplicate_of", {"重复于", "duplicate of"}, "problem"),
                    text("close_reason", {"不予办理原因", "reason for closing"}),
                    spans("settled_before", {"此前办结", "settled before"}, "problem_settled", "settled_on",
                          "reopened_on", settled)};
        k.title = "title";
        k.told_by = {"raised_on", "platform"};
        k.date = "raised_on";
        k.places = {"platform"};
        k.lookup = {"platform", "raised_on"};
        k.identity = {"raised_on", "title", "platform"};
        k.order = {{"raised_on", "solved_on"}, {"raised_on", "closed_on"}};
        k.reopened_by = "lookback";
        k.fact = true;
        return complete(std::move(k), "problem_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
