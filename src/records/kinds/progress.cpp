#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
// 五共, in the usual order.
constexpr auto stages = choices<ProgressStage>({
    {ProgressStage::plan, "plan", {"决策共谋", "planned together"}},
    {ProgressStage::build, "build", {"发展共建", "built together"}},
    {ProgressStage::manage, "manage", {"建设共管", "managed together"}},
    {ProgressStage::review, "review", {"效果共评", "reviewed together"}},
    {ProgressStage::share, "share", {"成果共享", "shared together"}},
});
}  // namespace

const Kind& progress() {
    static const Kind kind = [] {
        Kind k{.id = "progress",
               .label = {"进展", "progress"},
               .counted = {"条进展", "progress entry", "progress entries"},
               .about = {"问题按“五共”推进的情况", "progress of problems through the five stages"}};
        k.fields = {ref("problem", {"问题", "problem"}, "problem").must().shown(),
                    date("noted_on", {"日期", "noted on"}).must().shown(),
                    choice("stage", {"阶段", "stage"}, stages).must().shown(), text("text", {"内容", "text"}).shown()};
        k.date = "noted_on";
        k.places = {"problem"};
        k.key = {"problem", "noted_on", "stage"};
        k.lookup = {"problem", "noted_on"};
        k.fact = true;
        return complete(std::move(k), "progress_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
