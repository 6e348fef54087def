// cpcc member assign, unassign, leave, commit
#include "cpcc/base/counted.hpp"
#include "cpcc/store/conveners.hpp"
#include "cpcc/store/erasure.hpp"
#include "cpcc/store/records.hpp"
#include "records/lifecycle_verb.hpp"

namespace cpcc::cli {

using records::Kind;

namespace {

// Returns the matching assignments of a member in force after `day`.
std::vector<store::Record> assignments_in_force(Context& context, const std::string& member, const FieldValues& where,
                                                const std::string& day) {
    const Kind& kind = records::kind("assignment");
    store::find(context.writing(), records::kind("member"), member);
    store::Filter filter;
    filter.conditions.push_back(records::parse_condition(kind, "member=" + member));
    for (const auto& [field, value] : where)
        filter.conditions.push_back(records::parse_condition(kind, fmt::format("{}={}", field, value)));
    std::vector<store::Record> found;
    const std::int64_t last = Date::parse(day)->packed();
    store::list(context.writing(), kind, filter, [&](const store::Record& record) {
        const auto& until = record.values[kind.index("until")];
        if (records::empty(until) || records::number(until) > last) found.push_back(record);
    });
    return found;
}

std::string assignments(std::size_t count) {
    return counted(static_cast<std::int64_t>(count), "assignment", "assignments");
}

int assign(Context& context, VerbValues& v) {
    if (v["platform"].has_value() == v["area"].has_value())
        throw Error(Exit::usage, say(Words{"--platform 与 --area 应填写其中一项，且只填一项",
                                           "use either --platform or --area, but not both"}));
    FieldValues said{{"member", v.name},
                     {"role", v["role"].value_or("resident")},
                     {"since", day_or_today(context, "since", v["since"])}};
    set_if_given(said, "platform", v["platform"]);
    set_if_given(said, "area", v["area"]);
    set_if_given(said, "until", v["until"]);
    return add_one(context, "assignment", "member", said, "assign", [&] {
        const std::string_view place = v["platform"] ? "platform" : "area";
        return say(Words{"已安排{}下沉到{}。", "Assigned {} to {}."}, called(context, "member", v.name),
                   called(context, place, *v[std::string(place)]));
    });
}

int unassign(Context& context, VerbValues& v) {
    const std::string until = day_or_today(context, "until", v["until"]);
    FieldValues where;
    for (const char* field : {"platform", "area", "role"}) set_if_given(where, field, v[field]);
    const auto found = assignments_in_force(context, v.name, where, until);
    if (found.empty())
        throw Error(
            Exit::failed,
            say(Words{"委员 {} 在 {} 之后没有符合条件的下沉安排", "member {} has no such assignment after {}"}, v.name,
                until),
            say(Words{"见 cpcc assignment list --where member={}", "see cpcc assignment list --where member={}"},
                v.name));
    if (!context.confirm(
            say(Words{"将结束 {} 项下沉安排，是否继续？", "{} will end. Continue?"}, assignments(found.size())),
            static_cast<std::int64_t>(found.size())))
        return 1;
    RecordEdit edit(context, records::kind("assignment"), "unassign");
    for (const auto& record : found) edit.change(records::kind("assignment"), record.id, {{"until", until}});
    edit.finish(records::kind("assignment"));
    context.note(say(Words{"已结束{1}的 {0} 项下沉安排，截止日期为 {2}。", "Ended {} of {}; last day {}."},
                     assignments(found.size()), called(context, "member", v.name), until));
    return 0;
}

// Ends the assignments in the same change as the term.
int leave(Context& context, VerbValues& v) {
    const std::string on = day_or_today(context, "on", v["on"]);
    const auto found = assignments_in_force(context, v.name, {}, on);
    require_first(context, v, {"member", "left_on", "leave", {"", ""}, {"{}已于 {} 离任", "{} left on {}"}});
    if (!context.confirm(
            say(Words{"将结束 {} 项下沉安排，是否继续？", "{} will end. Continue?"}, assignments(found.size())),
            static_cast<std::int64_t>(found.size())))
        return 1;
    RecordEdit edit(context, records::kind("member"), "leave", {}, verb_names());
    edit.change(records::kind("member"), v.name, {{"left_on", on}});
    edit.raw().finish();
    for (const auto& record : found) edit.change(records::kind("assignment"), record.id, {{"until", on}});
    edit.finish(records::kind(found.empty() ? "member" : "assignment"));
    context.note(say(Words{"已登记{}于 {} 离任，结束下沉安排 {} 项。", "Recorded that {} left on {}; ended {}."},
                     called(context, "member", v.name), on, assignments(found.size())));
    for (const std::string& left : store::platforms_left(context.writing(), v.name)) context.note(left);
    return 0;
}

int erase(Context& context, VerbValues& v) {
    if (!v["why"])
        throw Error(Exit::usage, say(Words{"请用 --why 写明清除原因", "missing --why (reason for erasing)"}));
    constexpr std::int64_t always = 4;  // it cannot be taken back
    if (!context.confirm(
            say(Words{"将清除委员 {} 的姓名、电话等个人信息，不能撤销，是否继续？",
                      "This erases the name, phone and other personal data of member {} for good. Continue?"},
                v.name),
            always))
        return 1;
    const Kind& kind = records::kind("member");
    const store::Record record = store::find(context.writing(), kind, v.name);
    store::erase_personal(context.writing(), context.author(), kind, record.id, *v["why"]);
    context.note(say(Words{"已清除委员 {} 的个人信息。此前的备份中仍有。",
                           "Erased the personal data of member {}. Earlier backups still have it."},
                     v.name));
    return 0;
}

}  // namespace

std::vector<Command> member_verbs(const Kind& kind) {
    return {
        verb(kind, "assign", {"安排下沉到平台或区划", "assign to a platform or an area"},
             {{"platform", {"下沉的平台", "platform"}, "CODE", "assignment.platform"},
              {"area", {"下沉的区划", "area"}, "CODE", "assignment.area"},
              {"role", {"角色（默认：resident 下沉）", "role (default: resident)"}, "WORD", "assignment.role"},
              {"since", {"起始日期（默认：今天）", "start date (default: today)"}, "DATE"},
              {"until", {"截止日期（含当日）", "end date, inclusive"}, "DATE"}},
             assign)
            .explained({"平台与区划只填写一项。", "Name either a platform or an area."})
            .with_example("cpcc member assign QS-M-001 --platform QS-P-001 --role convener --since 2024-07-01",
                          {"安排委员到平台任召集人", "Assign a member to a platform as convener"}),
        verb(kind, "unassign", {"结束下沉安排", "end assignments"},
             {{"platform",
               {"只结束在此平台的下沉安排", "only assignments to this platform"},
               "CODE",
               "assignment.platform"},
              {"area", {"只结束在此区划的下沉安排", "only assignments to this area"}, "CODE", "assignment.area"},
              {"role", {"只结束此角色的下沉安排", "only assignments with this role"}, "WORD", "assignment.role"},
              {"until", {"截止日期（默认：今天）", "end date (default: today)"}, "DATE"}},
             unassign)
            .explained({"结束符合条件、且在截止日期之后仍有效的下沉安排。",
                        "Ends the matching assignments that are still in force after the end date."})
            .with_example("cpcc member unassign QS-M-002 --until 2024-12-31",
                          {"结束一名委员的全部下沉", "End all assignments of a member"}),
        verb(kind, "leave", {"登记离任，同时结束下沉安排", "record that a member left, and end the assignments"},
             {on_day(), again()}, leave)
            .explained({"该日为任期最后一天；下沉安排同时结束。命令会列出因此没有召集人的平台。",
                        "This is the last day of the term; assignments end on it. The command names the platforms "
                        "that this leaves without a convener."})
            .with_example("cpcc member leave QS-M-003 --on 2024-12-31", {"委员离任", "End a member's term"}),
        verb(kind, "commit", {"登记签订承诺书", "record the signing of the commitment"}, {on_day(), again()},
             [](Context& context, VerbValues& v) {
                 return set_day(context, v,
                                {"member",
                                 "committed_on",
                                 "commit",
                                 {"已登记{}签订承诺书。", "Recorded the commitment of {}."},
                                 {"{}已于 {} 签订承诺书", "{} signed the commitment on {}"}});
             })
            .with_example("cpcc member commit QS-M-001 --on 2024-01-10",
                          {"登记签订承诺书", "Record a signed commitment"}),
        verb(kind, "erase", {"清除个人信息，历史中也清除", "erase personal data, in the history too"}, {why()}, erase)
            .explained({"清空姓名、电话、特长、备注，姓名改为编号；历史中这些字段的原值、新值一并清除，只留哈希值，"
                        "`cpcc audit verify` 仍能核对。委员的参加记录等不变。不能撤销；此前的备份和导出不受影响。",
                        "Empties name, phone, skills and note; the name becomes the code. The history loses the values "
                        "of these fields and keeps their hashes, so `cpcc audit verify` still works. Attendances and "
                        "other records stay. It cannot be taken back. Earlier backups and exports are not changed."})
            .with_example("cpcc member erase QS-M-003 --why 本人要求",
                          {"按本人要求清除", "Erase at the member's request"})};
}

}  // namespace cpcc::cli
