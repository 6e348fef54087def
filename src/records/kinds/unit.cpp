#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto unit_kinds = choices<UnitKind>({
    {UnitKind::department, "department", {"部门", "department"}},
    {UnitKind::committee, "committee", {"专委会", "special committee"}},
    {UnitKind::liaison, "liaison", {"联络委", "liaison committee"}},
    {UnitKind::branch, "branch", {"党支部", "party branch"}},
    {UnitKind::enterprise, "enterprise", {"企业", "enterprise"}},
    {UnitKind::property, "property", {"物业", "property management"}},
    {UnitKind::resident, "resident", {"居民组织", "residents' organisation"}},
    {UnitKind::other, "other", {"其他", "other"}},
    {UnitKind::group, "group", {"领导小组（专班）", "leading group"}},
});
}  // namespace

const Kind& unit() {
    static const Kind kind = [] {
        Kind k{.id = "unit",
               .label = {"单位", "unit"},
               .counted = {"个单位", "unit", "units"},
               .about = {"部门、专委会、联络委、党支部、企业等单位",
                         "departments, committees, branches, enterprises and other units"},
               .letter = 'U'};
        k.fields = {code(), text("name", {"名称", "name"}).must().shown(),
                    choice("kind", {"类别", "kind"}, unit_kinds).must().shown(),
                    ref("area", {"所属区划", "area"}, "area").shown(), date("founded_on", {"成立日", "founded on"})};
        k.title = "name";
        k.told_by = {"kind", "area"};
        k.places = {"area"};
        k.lookup = {"name"};
        return complete(std::move(k), "unit_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
