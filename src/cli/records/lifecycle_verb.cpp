#include "records/lifecycle_verb.hpp"
#include "framework/common_options.hpp"
#include "records/field_options.hpp"

#include <memory>

namespace cpcc::cli {

using records::Kind;

VerbOption on_day() { return {"on", {"日期（默认：今天）", "date (default: today)"}, "DATE"}; }

VerbOption why() { return {"why", why_help(), "TEXT", {}, true}; }

namespace {

void complete_by(Option& option, std::string_view field) {
    const auto dot = field.find('.');
    if (dot == std::string_view::npos) return;
    const records::Field& declared = records::kind(field.substr(0, dot)).at(field.substr(dot + 1));
    for (const auto& choice : declared.choices) option.choices.emplace_back(choice.id);
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
                    complete_by(option, one.field);
                    options.push_back(std::move(option));
                }
                return [values, work](Context& context) { return work(context, *values); };
            }};
}

OptionNames verb_names() {
    return {{"closed_on", "on"}, {"solved_on", "on"},    {"noted_on", "on"},     {"seen_on", "on"},
            {"left_on", "on"},   {"committed_on", "on"}, {"close_reason", "why"}};
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
