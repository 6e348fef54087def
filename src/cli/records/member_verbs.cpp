// cpcc member assign, unassign, leave, commit
#include "cpcc/store/records.hpp"
#include "records/lifecycle_verb.hpp"

namespace cpcc::cli {

using records::Kind;

namespace {

// The assignments of a member that match and are in force after `day`.
std::vector<store::Record> assignments_in_force(Context& context, const std::string& member, const Said& where, const std::string& day) {
    const Kind& kind = records::kind("assignment");
    store::find(context.writing(), records::kind("member"), member);
    store::Filter filter;
    filter.conditions.push_back(records::parse_condition(kind, "member=" + member));
    for (const auto& [field, value] : where) filter.conditions.push_back(records::parse_condition(kind, fmt::format("{}={}", field, value)));
    std::vector<store::Record> found;
    const std::int64_t last = Date::parse(day)->packed();
    store::list(context.writing(), kind, filter, [&](const store::Record& record) {
        const auto& until = record.values[kind.index("until")];
        if (records::empty(until) || records::number(until) > last) found.push_back(record);
    });
    return found;
}

int assign(Context& context, VerbValues& v) {
    if (v["platform"].has_value() == v["area"].has_value())
        throw Error(Exit::usage, say(Words{"--platform 与 --area 须给且只给一个", "give either --platform or --area, and not both"}));
    Said said{{"member", v.name}, {"role", v["role"].value_or("resident")}, {"since", day_or_today(context, "since", v["since"])}};
    put(said, "platform", v["platform"]);
    put(said, "area", v["area"]);
    put(said, "until", v["until"]);
    return add_one(context, "assignment", "member", said, "assign", say(Words{"委员 {} 已下沉。", "Member {} is assigned."}, v.name));
}

int unassign(Context& context, VerbValues& v) {
    const std::string until = day_or_today(context, "until", v["until"]);
    Said where;
    for (const char* field : {"platform", "area", "role"}) put(where, field, v[field]);
    const auto found = assignments_in_force(context, v.name, where, until);
    if (found.empty())
        throw Error(Exit::failed, say(Words{"委员 {} 在 {} 之后没有这样的下沉安排", "member {} has no such assignment after {}"}, v.name, until), say(Words{"见 cpcc assignment list --where member={}", "see cpcc assignment list --where member={}"}, v.name));
    if (!context.confirm(say(Words{"将结束 {} 次下沉，继续吗？", "{} assignments would end. Go on?"}, found.size()), static_cast<std::int64_t>(found.size()))) return 1;
    RecordEdit edit(context, records::kind("assignment"), "unassign");
    for (const auto& record : found) edit.change(records::kind("assignment"), record.id, {{"until", until}});
    edit.finish(records::kind("assignment"));
    context.note(say(Words{"已结束 {} 次下沉，末日 {}。", "Assignments ended: {}; their last day is {}."}, found.size(), until));
    return 0;
}

// Leaving ends the assignments that would outlast the term, in the same change.
int leave(Context& context, VerbValues& v) {
    const std::string on = day_or_today(context, "on", v["on"]);
    const auto found = assignments_in_force(context, v.name, {}, on);
    if (!context.confirm(say(Words{"将结束 {} 次下沉，继续吗？", "{} assignments would end. Go on?"}, found.size()), static_cast<std::int64_t>(found.size()))) return 1;
    RecordEdit edit(context, records::kind("member"), "leave", {}, verb_names());
    edit.change(records::kind("member"), v.name, {{"left_on", on}});
    edit.raw().finish();
    for (const auto& record : found) edit.change(records::kind("assignment"), record.id, {{"until", on}});
    edit.finish(records::kind(found.empty() ? "member" : "assignment"));
    context.note(say(Words{"委员 {} 于 {} 离任；结束下沉 {} 次。", "Member {} left on {}; assignments ended: {}."}, v.name, on, found.size()));
    return 0;
}

}  // namespace

std::vector<Command> member_verbs(const Kind& kind) {
    return {verb(kind, "assign", {"下沉到平台或区划", "send to a platform or an area"},
                 {{"platform", {"到哪个平台", "to which platform"}, "CODE", "assignment.platform"}, {"area", {"到哪个区划", "to which area"}, "CODE", "assignment.area"},
                  {"role", {"角色，默认 resident 下沉", "the role; resident where none is given"}, "WORD", "assignment.role"},
                  {"since", {"起，默认今天", "from that day on; today where none is given"}, "DATE"}, {"until", {"止（含当天）", "the last day"}, "DATE"}}, assign)
                .explained({"写平台或区划，只写一项。",
                            "Name either a platform or an area."})
                .with_example("cpcc member assign QS-M-001 --platform QS-P-001 --role convener --since 2024-07-01", {"安排委员到平台任召集人", "Assign a member to a platform as convener"}),
            verb(kind, "unassign", {"结束下沉", "end assignments"},
                 {{"platform", {"只结束在此平台的", "those at this platform"}, "CODE", "assignment.platform"}, {"area", {"只结束在此区划的", "those in this area"}, "CODE", "assignment.area"},
                  {"role", {"只结束此角色的", "those with this role"}, "WORD", "assignment.role"}, {"until", {"末日，默认今天", "the last day; today where none is given"}, "DATE"}}, unassign)
                .explained({"结束符合条件、且在末日之后仍有效的下沉。",
                            "Ends the assignments that match and are in force after the last day."})
                .with_example("cpcc member unassign QS-M-002 --until 2024-12-31", {"结束一名委员的全部下沉", "End all assignments of a member"}),
            verb(kind, "leave", {"离任，并结束其下沉", "leave, which ends the assignments too"}, {on_day()}, leave)
                .explained({"该日为任期末日；同时结束其下沉。",
                            "The day is the last of the term; assignments end with it."})
                .with_example("cpcc member leave QS-M-003 --on 2024-12-31", {"委员离任", "End a member's term"}),
            verb(kind, "commit", {"签订承诺书", "sign the commitment"}, {on_day()}, [](Context& context, VerbValues& v) {
                return change_one(context, "member", v.name, "commit", {{"committed_on", day_or_today(context, "on", v["on"])}}, {"委员 {} 已签承诺书。", "Member {} has signed the commitment."});
            })
                .with_example("cpcc member commit QS-M-001 --on 2024-01-10", {"登记签订承诺书", "Record a signed commitment"})};
}

}  // namespace cpcc::cli
