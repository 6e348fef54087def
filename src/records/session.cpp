#include "declare.hpp"

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

Field several(Field field, Type type, std::string_view target, std::string_view table, std::string_view item) {
    field.type = type;
    field.target = target;
    field.table = table;
    field.item = item;
    return field;
}
}  // namespace

const Kind& session() {
    static const Kind kind = [] {
        Kind k{.id = "session", .label = {"活动", "session"}, .letter = 'S'};
        Field members = several(text("members", {"参加委员", "members"}), Type::roles, "member", "attendance", "member");
        members.choices = attendance_roles();
        k.fields = {code(), date("held_on", {"日期", "held on"}).must().shown(),
                    ref("platform", {"平台", "platform"}, "platform").must().shown(),
                    choice("kind", {"类别", "kind"}, session_kinds).must().shown(),
                    choice("form", {"形式", "form"}, forms).shown(),
                    text("title", {"题目", "title"}).must().shown(),
                    ref("topic", {"议题", "topic"}, "topic"),
                    several(text("partners", {"共办平台", "partner platforms"}), Type::refs, "platform", "session_partner", "platform"),
                    members,
                    several(text("units", {"参加单位", "units"}), Type::refs, "unit", "session_unit", "unit"),
                    count("headcount", {"未具名委员人次", "unnamed members present"}),
                    count("residents", {"群众人次", "residents present"}),
                    count("served", {"服务人次", "people served"}),
                    text("summary", {"纪要", "summary"})};
        k.title = "title";
        k.date = "held_on";
        k.places = {"platform"};
        k.lookup = {"platform", "held_on"};
        return complete(std::move(k), "session_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
