#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
// The first is the default.
constexpr auto roles = choices<AttendanceRole>({
    {AttendanceRole::attend, "attend", {"出席", "attended"}},
    {AttendanceRole::chair, "chair", {"主持", "chaired"}},
    {AttendanceRole::speak, "speak", {"发言", "spoke"}},
    {AttendanceRole::written, "written", {"书面发言", "written speech"}},
    {AttendanceRole::observe, "observe", {"列席", "observed"}},
    {AttendanceRole::leave, "leave", {"请假", "on leave"}},
    {AttendanceRole::absent, "absent", {"缺席", "absent"}},
    {AttendanceRole::visited, "visited", {"受访", "visited"}},
});
}  // namespace

std::span<const Choice> attendance_roles() { return roles; }

const Kind& attendance() {
    static const Kind kind = [] {
        Kind k{.id = "attendance",
               .label = {"参加", "attendance"},
               .counted = {"条参加记录", "attendance", "attendances"},
               .about = {"委员参加活动的情况及其角色", "members' attendance at sessions and their roles"}};
        k.fields = {ref("session", {"活动", "session"}, "session").must().shown(),
                    ref("member", {"委员", "member"}, "member").must().shown(),
                    choice("role", {"角色", "role"}, roles).must().shown().or_choice("attend")};
        k.owner = "session";
        k.places = {"session"};
        k.key = {"session", "member"};
        k.lookup = {"session", "member"};
        k.fact = true;
        return complete(std::move(k), "attendance_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
