#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr std::array unit_kinds{
    Choice{"department", {"部门", "department"}},   Choice{"committee", {"专委会", "special committee"}},
    Choice{"liaison", {"联络委", "liaison committee"}}, Choice{"branch", {"党支部", "party branch"}},
    Choice{"enterprise", {"企业", "enterprise"}},   Choice{"property", {"物业", "property management"}},
    Choice{"resident", {"居民组织", "residents' organisation"}}, Choice{"other", {"其他", "other"}},
};
}  // namespace

const Kind& unit() {
    static const Kind kind = [] {
        Kind k{.id = "unit", .label = {"单位", "unit"},
               .about = {"部门、专委会、联络委、党支部、企业等", "departments, committees, branches, enterprises and the like"}, .letter = 'U'};
        k.fields = {code(), text("name", {"名称", "name"}).must().shown(),
                    choice("kind", {"类别", "kind"}, unit_kinds).must().shown(),
                    ref("area", {"所属区划", "area"}, "area").shown()};
        k.title = "name";
        k.places = {"area"};
        k.lookup = {"name"};
        return complete(std::move(k), "unit_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
