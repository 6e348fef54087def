#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto states = choices<SessionState>({
    {SessionState::held, "held", {"已开展", "held"}},
    {SessionState::planned, "planned", {"计划", "planned"}},
    {SessionState::cancelled, "cancelled", {"取消", "cancelled"}},
});
// The first is the default.
constexpr auto unit_roles = choices<UnitRole>({
    {UnitRole::attend, "attend", {"参加", "attended"}},
    {UnitRole::lead, "lead", {"牵头", "led"}},
    {UnitRole::guide, "guide", {"指导", "guided"}},
    {UnitRole::visited, "visited", {"受访", "visited"}},
});
constexpr auto session_kinds = choices<SessionKind>({
    {SessionKind::consult, "consult", {"协商", "consultation"}},
    {SessionKind::service, "service", {"双服务", "service"}},
    {SessionKind::visit, "visit", {"走访", "visit"}},
    {SessionKind::inspect, "inspect", {"视察", "inspection"}},
    {SessionKind::sector, "sector", {"界别活动", "sector activity"}},
    {SessionKind::training, "training", {"培训", "training"}},
    {SessionKind::meeting, "meeting", {"会议", "meeting"}},
});
constexpr auto forms = choices<SessionForm>({
    {SessionForm::formal, "formal", {"会议协商", "formal meeting"}},
    {SessionForm::onsite, "onsite", {"现场协商", "on site"}},
    {SessionForm::micro, "micro", {"微协商", "micro-consultation"}},
    {SessionForm::salon, "salon", {"沙龙", "salon"}},
    {SessionForm::roundtable, "roundtable", {"圆桌", "round table"}},
    {SessionForm::doorstep, "doorstep", {"入户", "doorstep"}},
    {SessionForm::online, "online", {"网络", "online"}},
});
}  // namespace

const Kind& session() {
    static const Kind kind = [] {
        Kind k{.id = "session",
               .label = {"活动", "session"},
               .counted = {"场活动", "session", "sessions"},
               .about = {"协商、双服务、走访等活动", "consultations, services, visits and other activities"},
               .letter = 'S'};
        Field members = refs("members", {"参加委员", "members"}, "member", "attendance", "member");
        members.type = Type::roles;
        members.choices = attendance_roles();
        members.asked = true;
        Field units = refs("units", {"参加单位", "units"}, "unit", "session_unit", "unit");
        units.type = Type::roles;
        units.choices = unit_roles;
        k.fields = {code(),
                    date("held_on", {"日期", "held on"}).must().shown(),
                    choice("state", {"状态", "state"}, states),
                    ref("platform", {"平台", "platform"}, "platform").shown().asked_for(),
                    ref("area", {"区划", "area"}, "area"),
                    ref("sector", {"界别", "sector"}, "sector"),
                    choice("kind", {"类别", "kind"}, session_kinds).must().shown(),
                    choice("form", {"形式", "form"}, forms).shown(),
                    text("title", {"题目", "title"}).must().shown(),
                    ref("topic", {"议题", "topic"}, "topic"),
                    refs("partners", {"共办平台", "partner platforms"}, "platform", "session_partner", "platform"),
                    members,
                    units,
                    count("headcount", {"未列名委员人次", "unnamed members present"}).formerly("未具名委员人次"),
                    count("residents", {"群众人次", "residents present"}).asked_for(),
                    count("served", {"服务人次", "people served"}),
                    text("summary", {"纪要", "summary"})};
        k.title = "title";
        k.told_by = {"held_on", "platform", "area"};
        k.identity = {"held_on", "title", "kind", "platform", "area"};
        k.date = "held_on";
        k.took_place = "state";
        k.places = {"area", "platform"};
        k.at_least_one_of = {"platform", "area"};
        k.lookup = {"held_on", "title"};
        k.alike = {"held_on", "platform", "kind"};
        k.alike_text = "title";
        k.alike_given = {"platform"};
        k.fact = true;
        return complete(std::move(k), "session_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
