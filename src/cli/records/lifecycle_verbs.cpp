// The verbs that people of the trade say: each is an add or an edit underneath.
#include "framework/context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "records/edit.hpp"
#include "records/record_commands.hpp"

#include <memory>

namespace cpcc::cli {

using records::Kind;

namespace {

// Options by name, so that a verb is its options and a few lines.
struct Values {
    std::string command;   // for messages: `problem close`
    std::string name;
    std::map<std::string, std::optional<std::string>> said;

    const std::optional<std::string>& operator[](const std::string& option) { return said[option]; }
    const std::string& need(const std::string& option) {
        if (const auto& value = said[option]) return *value;
        throw Error(Exit::usage, say(Words{"缺少 --{}", "--{} is missing"}, option), say(Words{"见 cpcc {} --help", "see cpcc {} --help"}, command));
    }
};

struct VerbOption {
    std::string name;
    Words help;
    std::string value;
    std::string_view field = {};   // of the kind whose choices or codes complete it, as `kind.field`
    bool needed = false;
};

const VerbOption on_day{"on", {"日期，默认今天", "the day; today where none is given"}, "DATE"};

using Work = std::function<int(Context&, Values&)>;

void complete_by(Option& option, std::string_view field) {
    const auto dot = field.find('.');
    if (dot == std::string_view::npos) return;
    const records::Field& declared = records::kind(field.substr(0, dot)).at(field.substr(dot + 1));
    for (const auto& choice : declared.choices) option.choices.emplace_back(choice.id);
    option.kind = declared.target;
}

Command verb(const Kind& kind, std::string name, Words help, std::vector<VerbOption> wanted, Work work) {
    const std::string command = fmt::format("{} {}", kind.id, name);
    return {std::move(name), help, [&kind, command, wanted = std::move(wanted), work = std::move(work)](Options& options) -> Action {
                auto values = std::make_shared<Values>();
                values->command = command;
                options.push_back({.name = "CODE", .into = &values->name, .help = {"编号", "its code"}, .positional = true, .required = true, .kind = kind.id});
                for (const VerbOption& one : wanted) {
                    Option option{.name = one.name, .into = &values->said[one.name], .help = one.help, .value = one.value, .needed = one.needed};
                    complete_by(option, one.field);
                    options.push_back(std::move(option));
                }
                return [values, work](Context& context) { return work(context, *values); };
            }};
}

// How the verbs name the fields that they fill.
OptionNames verb_names() {
    return {{"closed_on", "on"}, {"solved_on", "on"}, {"noted_on", "on"}, {"seen_on", "on"}, {"left_on", "on"}, {"committed_on", "on"}, {"close_reason", "why"}};
}

// An edit of one record's fields, said in the words of its verb.
int change_one(Context& context, std::string_view kind_id, const std::string& name, const std::string& action, const Said& said, Words done, const std::string& why = {}) {
    const Kind& kind = records::kind(kind_id);
    row_of(kind, said, verb_names());
    Edit edit(context, kind, action, why, verb_names());
    edit.change(kind, name, said);
    edit.finish(kind);
    context.note(edit.changed() ? say(done, name) : say(Words{"{} {} 没有变化。", "The {} {} was so already; nothing was changed."}, kind.label.get(), name));
    return 0;
}

// A record that belongs to another one, which the positional names; its row number goes to stdout.
int add_one(Context& context, std::string_view kind_id, std::string_view owner, const Said& said, const std::string& action, const std::string& sentence) {
    const Kind& kind = records::kind(kind_id);
    OptionNames names = verb_names();
    names.emplace(owner, "code");
    row_of(kind, said, names);
    Edit edit(context, kind, action, {}, names);
    edit.add(kind, said);
    context.streams().out << edit.finish(kind) << '\n';
    context.note(sentence);
    return 0;
}

void put(Said& said, std::string_view field, const std::optional<std::string>& value) {
    if (value) said[field] = *value;
}

// The assignments of a member that match and are in force after `day`.
std::vector<store::Record> assignments_in_force(Context& context, const std::string& member, const Said& where, const std::string& day) {
    const Kind& kind = records::kind("assignment");
    store::find(context.writing(), records::kind("member"), member);
    store::Filter filter;
    filter.conditions.push_back(store::parse_condition(kind, "member=" + member));
    for (const auto& [field, value] : where) filter.conditions.push_back(store::parse_condition(kind, fmt::format("{}={}", field, value)));
    std::vector<store::Record> found;
    const std::int64_t last = Date::parse(day)->packed();
    store::list(context.writing(), kind, filter, [&](const store::Record& record) {
        const auto& until = record.values[kind.index("until")];
        if (records::empty(until) || records::number(until) > last) found.push_back(record);
    });
    return found;
}

int assign(Context& context, Values& v) {
    if (v["platform"].has_value() == v["area"].has_value())
        throw Error(Exit::usage, say(Words{"--platform 与 --area 须给且只给一个", "give either --platform or --area, and not both"}));
    Said said{{"member", v.name}, {"role", v["role"].value_or("resident")}, {"since", day_or_today(context, "since", v["since"])}};
    put(said, "platform", v["platform"]);
    put(said, "area", v["area"]);
    put(said, "until", v["until"]);
    return add_one(context, "assignment", "member", said, "assign", say(Words{"委员 {} 已下沉。", "Member {} is assigned."}, v.name));
}

int unassign(Context& context, Values& v) {
    const std::string until = day_or_today(context, "until", v["until"]);
    Said where;
    for (const char* field : {"platform", "area", "role"}) put(where, field, v[field]);
    const auto found = assignments_in_force(context, v.name, where, until);
    if (found.empty())
        throw Error(Exit::failed, say(Words{"委员 {} 在 {} 之后没有这样的下沉安排", "member {} has no such assignment after {}"}, v.name, until), say(Words{"见 cpcc assignment list --where member={}", "see cpcc assignment list --where member={}"}, v.name));
    if (!context.confirm(say(Words{"将结束 {} 次下沉，继续吗？", "{} assignments would end. Go on?"}, found.size()), static_cast<std::int64_t>(found.size()))) return 1;
    Edit edit(context, records::kind("assignment"), "unassign");
    for (const auto& record : found) edit.change(records::kind("assignment"), record.id, {{"until", until}});
    edit.finish(records::kind("assignment"));
    context.note(say(Words{"已结束 {} 次下沉，末日 {}。", "Assignments ended: {}; their last day is {}."}, found.size(), until));
    return 0;
}

// Leaving ends the assignments that would outlast the term, in the same change.
int leave(Context& context, Values& v) {
    const std::string on = day_or_today(context, "on", v["on"]);
    const auto found = assignments_in_force(context, v.name, {}, on);
    if (!context.confirm(say(Words{"将结束 {} 次下沉，继续吗？", "{} assignments would end. Go on?"}, found.size()), static_cast<std::int64_t>(found.size()))) return 1;
    Edit edit(context, records::kind("member"), "leave", {}, verb_names());
    edit.change(records::kind("member"), v.name, {{"left_on", on}});
    edit.raw().finish();
    for (const auto& record : found) edit.change(records::kind("assignment"), record.id, {{"until", on}});
    edit.finish(records::kind(found.empty() ? "member" : "assignment"));
    context.note(say(Words{"委员 {} 于 {} 离任；结束下沉 {} 次。", "Member {} left on {}; assignments ended: {}."}, v.name, on, found.size()));
    return 0;
}

int attend(Context& context, Values& v) {
    const std::string member = v.need("member"), role = v["role"].value_or("attend");
    const Kind& kind = records::kind("attendance");
    row_of(kind, {{"session", v.name}, {"member", member}, {"role", role}});
    store::Filter filter;
    filter.conditions = {store::parse_condition(kind, "session=" + v.name), store::parse_condition(kind, "member=" + member)};
    std::optional<std::int64_t> kept;
    store::find(context.writing(), records::kind("session"), v.name);
    store::list(context.writing(), kind, filter, [&](const store::Record& record) { kept = record.id; });
    if (!kept)
        return add_one(context, "attendance", "session", {{"session", v.name}, {"member", member}, {"role", role}}, "attend", say(Words{"委员 {} 已记入活动 {}。", "Member {} is entered in session {}."}, member, v.name));
    return change_one(context, "attendance", fmt::format("#{}", *kept), "attend", {{"role", role}}, {"参加记录 {} 的角色已改。", "The role of attendance {} is changed."});
}

int advance(Context& context, Values& v) {
    Said said{{"problem", v.name}, {"stage", v.need("stage")}, {"noted_on", day_or_today(context, "on", v["on"])}};
    put(said, "text", v["text"]);
    return add_one(context, "progress", "problem", said, "advance", say(Words{"问题 {} 的进展已记下。", "The progress of problem {} is noted."}, v.name));
}

int look_back(Context& context, Values& v) {
    Said said{{"problem", v.name}, {"result", v.need("result")}, {"seen_on", day_or_today(context, "on", v["on"])}};
    put(said, "satisfaction", v["satisfaction"]);
    put(said, "seen_by", v["seen-by"]);
    put(said, "note", v["note"]);
    return add_one(context, "lookback", "problem", said, "lookback", say(Words{"问题 {} 的回头看已记下。", "The look-back at problem {} is noted."}, v.name));
}

int reopen(Context& context, Values& v) {
    const store::Record problem = store::find(context.writing(), records::kind("problem"), v.name);
    const Kind& kind = records::kind("problem");
    Said said;
    for (const char* field : {"solved_on", "closed_on", "close_reason"})
        if (!records::empty(problem.values[kind.index(field)])) said[field] = "-";
    if (said.empty()) throw Error(Exit::failed, say(Words{"问题 {} 本来就在办", "the problem {} is open already"}, v.name));
    return change_one(context, "problem", v.name, "reopen", said, {"问题 {} 已重新列为在办。", "Problem {} is open again."}, v.need("why"));
}

std::vector<Command> member_commands(const Kind& kind) {
    return {verb(kind, "assign", {"下沉到平台或区划", "send to a platform or an area"},
                 {{"platform", {"到哪个平台", "to which platform"}, "CODE", "assignment.platform"}, {"area", {"到哪个区划", "to which area"}, "CODE", "assignment.area"},
                  {"role", {"角色，默认 resident 下沉", "the role; resident where none is given"}, "WORD", "assignment.role"},
                  {"since", {"起，默认今天", "from that day on; today where none is given"}, "DATE"}, {"until", {"止（含当天）", "the last day"}, "DATE"}}, assign),
            verb(kind, "unassign", {"结束下沉", "end assignments"},
                 {{"platform", {"只结束在此平台的", "those at this platform"}, "CODE", "assignment.platform"}, {"area", {"只结束在此区划的", "those in this area"}, "CODE", "assignment.area"},
                  {"role", {"只结束此角色的", "those with this role"}, "WORD", "assignment.role"}, {"until", {"末日，默认今天", "the last day; today where none is given"}, "DATE"}}, unassign),
            verb(kind, "leave", {"离任，并结束其下沉", "leave, which ends the assignments too"}, {on_day}, leave),
            verb(kind, "commit", {"签订承诺书", "sign the commitment"}, {on_day}, [](Context& context, Values& v) {
                return change_one(context, "member", v.name, "commit", {{"committed_on", day_or_today(context, "on", v["on"])}}, {"委员 {} 已签承诺书。", "Member {} has signed the commitment."});
            })};
}

std::vector<Command> problem_commands(const Kind& kind) {
    return {add_command(kind, "raise", {"提出问题", "raise a problem"}, "raised_on"),
            verb(kind, "advance", {"记一步进展", "note a step of progress"}, {{"stage", {"阶段", "the stage"}, "WORD", "progress.stage", true}, on_day, {"text", {"内容", "what was done"}, "TEXT"}}, advance),
            verb(kind, "solve", {"已解决", "it is solved"}, {on_day}, [](Context& context, Values& v) {
                return change_one(context, "problem", v.name, "solve", {{"solved_on", day_or_today(context, "on", v["on"])}}, {"问题 {} 已解决。", "Problem {} is solved."});
            }),
            verb(kind, "close", {"不予办理", "close it without a solution"}, {on_day, {"why", {"原因", "the reason"}, "TEXT", {}, true}}, [](Context& context, Values& v) {
                return change_one(context, "problem", v.name, "close", {{"closed_on", day_or_today(context, "on", v["on"])}, {"close_reason", v.need("why")}}, {"问题 {} 已列为不予办理。", "Problem {} is closed."});
            }),
            verb(kind, "reopen", {"重新在办", "open it again"}, {{"why", {"原因", "the reason"}, "TEXT", {}, true}}, reopen),
            verb(kind, "lookback", {"回头看", "look back at it"},
                 {{"result", {"结果", "what was found"}, "WORD", "lookback.result", true}, on_day, {"satisfaction", {"满意度 0–100", "satisfaction, 0–100"}, "N"},
                  {"seen-by", {"回访的委员", "the member who looked"}, "CODE", "lookback.seen_by"}, {"note", {"备注", "note"}, "TEXT"}}, look_back)};
}

}  // namespace

std::vector<Command> trade_commands(const Kind& kind) {
    if (kind.id == "member") return member_commands(kind);
    if (kind.id == "problem") return problem_commands(kind);
    if (kind.id == "platform")
        return {verb(kind, "close", {"停用", "close it"}, {on_day}, [](Context& context, Values& v) {
            return change_one(context, "platform", v.name, "close", {{"closed_on", day_or_today(context, "on", v["on"])}}, {"平台 {} 已停用。", "Platform {} is closed."});
        })};
    if (kind.id == "session")
        return {add_command(kind, "log", {"记一场活动（日期默认今天）", "log a session (held today where no day is given)"}, "held_on"),
                verb(kind, "attend", {"记一名委员参加", "enter a member's attendance"}, {{"member", {"委员", "the member"}, "CODE", "attendance.member", true}, {"role", {"角色，默认 attend 出席", "the role; attend where none is given"}, "WORD", "attendance.role"}}, attend)};
    return {};
}

}  // namespace cpcc::cli
