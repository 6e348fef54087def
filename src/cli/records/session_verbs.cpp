// cpcc session log, attend
#include "cpcc/store/records.hpp"
#include "records/add.hpp"
#include "records/lifecycle_verb.hpp"

namespace cpcc::cli {

using records::Kind;

namespace {

int attend(Context& context, VerbValues& v) {
    const std::string member = v.need("member"), role = v["role"].value_or("attend");
    const Kind& kind = records::kind("attendance");
    row_of(kind, {{"session", v.name}, {"member", member}, {"role", role}});
    store::Filter filter;
    filter.conditions = {records::parse_condition(kind, "session=" + v.name),
                         records::parse_condition(kind, "member=" + member)};
    std::optional<std::int64_t> kept;
    store::find(context.writing(), records::kind("session"), v.name);
    store::list(context.writing(), kind, filter, [&](const store::Record& record) { kept = record.id; });
    if (!kept)
        return add_one(context, "attendance", "session", {{"session", v.name}, {"member", member}, {"role", role}},
                       "attend", [&] {
                           return say(Words{"已登记{}参加活动 {}。", "Recorded {} at session {}."},
                                      called(context, "member", member), v.name);
                       });
    return change_one(context, "attendance", fmt::format("#{}", *kept), "attend", {{"role", role}},
                      {"已修改参加记录 {} 的角色。", "Changed the role of attendance {}."});
}

}  // namespace

std::vector<Command> session_verbs(const Kind& kind) {
    return {add_command(kind, "log", {"登记活动（默认日期：今天）", "log a session (default date: today)"}, "held_on")
                .with_example("cpcc session log --platform QS-P-001 --kind consult --title 楼道照明 --members "
                              "QS-M-001:chair,QS-M-002",
                              {"登记今天的一场协商，两名委员到会", "Log today's consultation with two members"}),
            verb(kind, "attend", {"登记委员参加活动", "record the attendance of a member"},
                 {{"member", {"委员", "member"}, "CODE", "attendance.member", true},
                  {"role", {"角色（默认：attend 出席）", "role (default: attend)"}, "WORD", "attendance.role"}},
                 attend)
                .explained({"已有参加记录的，修改其角色。", "If the attendance is already recorded, changes its role."})
                .with_example("cpcc session attend QS-S2024-00001 --member QS-M-002 --role speak",
                              {"一名委员参加并发言", "A member attended and spoke"})};
}

}  // namespace cpcc::cli
