#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr std::array session_kinds{
    Choice{"consult", {"协商", "consultation"}}, Choice{"service", {"双服务", "service"}},
    Choice{"visit", {"走访", "visit"}},          Choice{"inspect", {"视察", "inspection"}},
    Choice{"sector", {"界别活动", "sector activity"}}, Choice{"training", {"培训", "training"}},
    Choice{"meeting", {"会议", "meeting"}},
};
constexpr std::array forms{
    Choice{"formal", {"会议协商", "formal meeting"}}, Choice{"onsite", {"现场协商", "on site"}},
    Choice{"micro", {"微协商", "micro-consultation"}}, Choice{"salon", {"沙龙", "salon"}},
    Choice{"roundtable", {"圆桌", "round table"}},   Choice{"doorstep", {"入户", "doorstep"}},
    Choice{"online", {"网络", "online"}},
};
}  // namespace

const Kind& session() {
    static const Kind kind = [] {
        Kind k{.id = "session", .label = {"活动", "session"},
               .about = {"协商、双服务、走访等活动", "consultations, services, visits and other activities"}, .letter = 'S'};
        Field members = refs("members", {"参加委员", "members"}, "member", "attendance", "member");
        members.type = Type::roles;
        members.choices = attendance_roles();
        k.fields = {code(), date("held_on", {"日期", "held on"}).must().shown(),
                    ref("platform", {"平台", "platform"}, "platform").must().shown(),
                    choice("kind", {"类别", "kind"}, session_kinds).must().shown(),
                    choice("form", {"形式", "form"}, forms).shown(),
                    text("title", {"题目", "title"}).must().shown(),
                    ref("topic", {"议题", "topic"}, "topic"),
                    refs("partners", {"共办平台", "partner platforms"}, "platform", "session_partner", "platform"),
                    members,
                    refs("units", {"参加单位", "units"}, "unit", "session_unit", "unit"),
                    count("headcount", {"未具名委员人次", "unnamed members present"}),
                    count("residents", {"群众人次", "residents present"}),
                    count("served", {"服务人次", "people served"}),
                    text("summary", {"纪要", "summary"})};
        k.title = "title";
        k.date = "held_on";
        k.places = {"platform"};
        k.lookup = {"platform", "held_on"};
        k.fact = true;
        return complete(std::move(k), "session_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
