#include "records/lifecycle_verb.hpp"
#include "framework/common_options.hpp"
#include "records/field_options.hpp"

#include <memory>

namespace cpcc::cli {

using records::Kind;

VerbOption on_day() { return {"on", {"日期（默认：今天）", "date (default: today)"}, "DATE"}; }

VerbOption again() {
    return {"again", {"修改已登记的日期（与 --on 同用）", "change the date that is recorded (with --on)"}, ""};
}

VerbOption why() { return {"why", why_help(), "TEXT", {}, true}; }

namespace {

void complete_by(Option& option, std::string_view field) {
    const auto dot = field.find('.');
    if (dot == std::string_view::npos) return;
    const records::Field& declared = records::kind(field.substr(0, dot)).at(field.substr(dot + 1));
    option.field = field;
    offer(option, declared.choices);
    option.kind = declared.target;
}

}  // namespace

Command verb(const Kind& kind, std::string name, Words help, std::vector<VerbOption> wanted, Work work) {
    const std::string command = fmt::format("{} {}", kind.id, name);
    return {std::move(name), help,
            [&kind, command, wanted = std::move(wanted), work = std::move(work)](Options& options) -> Action {
                auto values = std::make_shared<VerbValues>();
                values->command = command;
                options.push_back(name_option(kind, values->name));
                for (const VerbOption& one : wanted) {
                    Option option{.name = one.name,
                                  .into = &values->said[one.name],
                                  .help = one.help,
                                  .value = one.value,
                                  .needed = one.needed};
                    if (one.value.empty()) option.into = &values->flags[one.name];
                    complete_by(option, one.field);
                    options.push_back(std::move(option));
                }
                return [values, work](Context& context) { return work(context, *values); };
            }};
}

OptionNames verb_names() {
    return {{"closed_on", "on"},     {"solved_on", "on"},    {"noted_on", "on"},
            {"seen_on", "on"},       {"left_on", "on"},      {"committed_on", "on"},
            {"close_reason", "why"}, {"close_kind", "kind"}, {"duplicate_of", "duplicate-of"},
            {"settled_before", "on"}};
}

std::string called(Context& context, std::string_view kind_id, const std::string& code) {
    const Kind& kind = records::kind(kind_id);
    if (kind.title != "name") return code;
    return std::get<std::string>(store::find(context.writing(), kind, code).values[kind.index("name")]);
}

int change_one(Context& context, std::string_view kind_id, const std::string& name, const std::string& action,
               const FieldValues& said, Words done, const std::string& why) {
    const Kind& kind = records::kind(kind_id);
    row_of(kind, said, verb_names());
    RecordEdit edit(context, kind, action, why, verb_names());
    edit.change(kind, name, said);
    edit.finish(kind);
    context.note(edit.changed() ? say(done, called(context, kind_id, name))
                                : say(Words{"{} {} 的内容没有变化。", "No change to {} {}."}, kind.label.get(), name));
    return 0;
}

void require_first(Context& context, VerbValues& v, const DayVerb& verb) {
    const bool is_again = v.flags["again"];
    if (is_again && !v["on"]) throw Error(Exit::usage, say(Words{"--again 应与 --on 同用", "--again needs --on"}));
    const Kind& kind = records::kind(verb.kind);
    const records::Value stands = store::find(context.writing(), kind, v.name).values[kind.index(verb.field)];
    if (is_again || records::empty(stands)) return;
    throw Error(Exit::failed,
                say(verb.already, called(context, verb.kind, v.name), Date::packed(records::number(stands)).iso()),
                say(Words{"如需更改日期，请用 --on 日期 --again", "to change the date, use --on DATE --again"}));
}

int set_day(Context& context, VerbValues& v, const DayVerb& verb, FieldValues more) {
    more[verb.field] = day_or_today(context, "on", v["on"]);
    row_of(records::kind(verb.kind), more, verb_names());
    require_first(context, v, verb);
    return change_one(context, verb.kind, v.name, verb.action, more, verb.done);
}

int add_one(Context& context, std::string_view kind_id, std::string_view owner, const FieldValues& said,
            const std::string& action, const std::function<std::string()>& done) {
    const Kind& kind = records::kind(kind_id);
    OptionNames names = verb_names();
    names.emplace(owner, "code");
    row_of(kind, said, names);
    RecordEdit edit(context, kind, action, {}, names);
    edit.add(kind, said);
    context.streams().out << edit.finish(kind) << '\n';
    context.note(done());
    return 0;
}

void set_if_given(FieldValues& said, std::string_view field, const std::optional<std::string>& value) {
    if (value) said[field] = *value;
}

}  // namespace cpcc::cli
