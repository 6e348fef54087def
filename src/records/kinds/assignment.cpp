#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto assignment_roles = choices<AssignmentRole>({
    {AssignmentRole::resident, "resident", {"下沉", "resident"}},
    {AssignmentRole::convener, "convener", {"召集人", "convener"}},
    {AssignmentRole::liaison, "liaison", {"联络员", "liaison"}},
    {AssignmentRole::partner, "partner", {"对口联系", "partner"}},
});
}  // namespace

const Kind& assignment() {
    static const Kind kind = [] {
        Kind k{.id = "assignment",
               .label = {"下沉", "assignment"},
               .counted = {"项下沉安排", "assignment", "assignments"},
               .about = {"委员到平台或区划下沉的安排", "assignments of members to platforms or areas"}};
        k.fields = {ref("member", {"委员", "member"}, "member").must().shown(),
                    ref("platform", {"平台", "platform"}, "platform").shown(),
                    ref("area", {"区划", "area"}, "area").shown(),
                    choice("role", {"角色", "role"}, assignment_roles).must().shown(),
                    date("since", {"起", "since"}).must().shown(),
                    date("until", {"止", "until"}).shown()};
        k.date = "since";
        k.places = {"platform", "area"};
        k.key = {"member", "platform", "area", "role", "since"};
        k.lookup = {"member", "since"};
        k.order = {{"since", "until"}};
        k.one_of = {"platform", "area"};
        return complete(std::move(k), "assignment_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
