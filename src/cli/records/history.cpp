// cpcc KIND history
#include "cpcc/store/history.hpp"

#include "cpcc/records/stored.hpp"
#include "cpcc/store/grants.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/action_word.hpp"
#include "records/field_options.hpp"

#include <string>

namespace cpcc::cli {

using files::text_cell;
using records::Field;
using records::Kind;
using records::Type;

namespace {

struct HistoryOptions {
    std::string name;
};

// Formats a raw value of the history for people.
std::string past_value(const Field* field, const std::string& value) {
    if (value == "yes" && (!field || field->type == Type::yesno)) return say(Words{"是", "yes"});
    if (value == "no" && field && field->type == Type::yesno) return say(Words{"否", "no"});
    if (!field || field->type != Type::choice) return value;
    const auto number = records::find_choice(field->choices, value);
    return number ? records::choice(field->choices, *number).label.str() : value;
}

std::string past_field(const Kind& kind, const std::string& id) {
    if (id == "voided") return say(Words{"作废", "voided"});
    if (id == records::from_field().id) return records::from_field().label.str();
    if (const auto until = id.find('/'); until != std::string::npos)  // a correction of an earlier span
        return say(Words{"{}（至 {}）", "{} (until {})"}, past_field(kind, id.substr(0, until)), id.substr(until + 1));
    const Field* field = kind.find(id);
    return field ? field->label.str() : id;
}

int run(Context& context, const Kind& kind, const HistoryOptions& options) {
    const store::Record record = store::find(context.reading(), kind, options.name);
    files::Table table{{fmt::format("{} {}", capitalized(kind.label.str()), options.name), {}},
                       {{"at", say(Words{"时间", "time"})},
                        {"by", say(Words{"操作人", "by"})},
                        {"action", say(Words{"操作", "action"})},
                        {"field", say(Words{"字段", "field"})},
                        {"old", say(Words{"原值", "old value"})},
                        {"new", say(Words{"新值", "new value"})},
                        {"why", say(Words{"原因", "reason"})},
                        {"source", say(Words{"来源", "source"})}},
                       {}};
    if (const auto office = store::kept_by(context.reading(), kind, record.id))
        table.heading.notes.push_back(say(Words{"由机关 {} 管理。", "Owner: {}."}, *office));
    const auto worded = [&](const Field* field, const std::string& value) {
        const auto choice = field && field->type == Type::choice && context.human()
                                ? records::find_choice(field->choices, value)
                                : std::nullopt;
        return text_cell(choice ? show(*field, *choice, records::Style::human) : value);
    };
    for (const store::Past& past : store::history(context.reading(), kind, record)) {
        const Field* field = kind.find(std::string_view(past.field).substr(0, past.field.find('/')));
        if (context.human())
            table.rows.push_back({past.at, past.by, action_word(past.action), text_cell(past_field(kind, past.field)),
                                  text_cell(past_value(field, past.old_value)),
                                  text_cell(past_value(field, past.new_value)), text_cell(past.why),
                                  text_cell(past.source)});
        else
            table.rows.push_back({past.at, past.by, past.action, text_cell(past.field), worded(field, past.old_value),
                                  worded(field, past.new_value), text_cell(past.why), text_cell(past.source)});
    }
    print(context, table);
    return 0;
}

}  // namespace

Command history_command(const Kind& kind) {
    return command<HistoryOptions>(
               "history", {"修改历史：时间、操作人和内容", "show who changed what and when"},
               [&kind](HistoryOptions& o) { return Options{name_option(kind, o.name)}; },
               [&kind](Context& context, const HistoryOptions& options) { return run(context, kind, options); })
        .explained({"列出原值、新值和原因。成批导入而新增的，只记导入一事，不逐项列值。",
                    "Shows the old value, the new value and the reason. For a record that a bulk import added it names "
                    "the import, without the values."});
}

}  // namespace cpcc::cli
