#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto targets = choices<PledgeTarget>({
    {PledgeTarget::compound, "compound", {"小区", "compound"}},
    {PledgeTarget::project, "project", {"项目", "project"}},
});
}  // namespace

const Kind& pledge() {
    static const Kind kind = [] {
        Kind k{.id = "pledge",
               .label = {"认领", "pledge"},
               .counted = {"项认领", "pledge", "pledges"},
               .about = {"委员认领的小区和项目", "compounds and projects pledged by members"},
               .letter = 'L'};
        k.fields = {code(),
                    date("pledged_on", {"认领日", "pledged on"}).must().shown(),
                    ref("member", {"委员", "member"}, "member").must().shown(),
                    choice("target", {"对象", "target"}, targets).must().shown(),
                    text("title", {"名称", "title"}).must().shown(),
                    ref("area", {"区划", "area"}, "area").must().shown(),
                    money("amount", {"认捐", "amount pledged"}).shown(),
                    money("paid", {"出资", "amount paid"}).shown(),
                    date("done_on", {"完成日", "done on"})};
        k.title = "title";
        k.told_by = {"pledged_on", "member"};
        k.date = "pledged_on";
        k.places = {"area"};
        k.lookup = {"member", "pledged_on"};
        k.order = {{"pledged_on", "done_on"}};
        k.fact = true;
        return complete(std::move(k), "pledge_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
