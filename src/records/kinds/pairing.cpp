#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
// Groups and numbers only: beneficiaries are never named (domain.md, 2).
constexpr auto target_groups = choices<PairingGroup>({
    {PairingGroup::child, "child", {"困境儿童", "children in need"}},
    {PairingGroup::household, "household", {"困难家庭", "families in need"}},
    {PairingGroup::elder, "elder", {"老人", "elders"}},
    {PairingGroup::enterprise, "enterprise", {"企业", "enterprises"}},
    {PairingGroup::other, "other", {"其他", "others"}},
});
}  // namespace

const Kind& pairing() {
    static const Kind kind = [] {
        Kind k{.id = "pairing",
               .label = {"结对", "pairing"},
               .counted = {"项结对", "pairing", "pairings"},
               .about = {"委员结对帮扶（只登记数量）", "members paired with people in need (counts only)"},
               .letter = 'K'};
        k.fields = {code(),
                    ref("member", {"委员", "member"}, "member").must().shown(),
                    choice("target_group", {"对象", "target group"}, target_groups).must().shown(),
                    count("count", {"数目", "count"}).must().shown(),
                    ref("area", {"区划", "area"}, "area").must().shown(),
                    date("since", {"起", "since"}).must().shown(),
                    date("until", {"止", "until"}).planned().shown()};
        k.date = "since";
        k.places = {"area"};
        k.lookup = {"member", "since"};
        k.order = {{"since", "until"}};
        k.fact = true;
        return complete(std::move(k), "pairing_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
