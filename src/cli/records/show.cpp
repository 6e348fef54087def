// cpcc KIND show
#include "cpcc/store/former.hpp"
#include "cpcc/store/grants.hpp"
#include "cpcc/store/history.hpp"
#include "cpcc/store/possible.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/field_options.hpp"
#include "records/record_table.hpp"
#include "records/reveal.hpp"

#include <array>

namespace cpcc::cli {

using records::Field;
using records::Kind;
using records::Type;

namespace {

struct ShowOptions {
    std::string name;
    bool reveal = false, names = false;
};

store::Formers spans_of(Context& context, const Kind& kind, const store::Record& record) {
    auto found = store::former_values(context.reading(), kind, std::array{record.id});
    return found.empty() ? store::Formers() : std::move(found.begin()->second);
}

// Returns the values of dated fields as one line for people.
std::string values_text(const Kind& kind, const std::vector<records::Value>& values, const RecordColumns& columns) {
    std::string text;
    for (const std::size_t f : kind.dated_fields())
        if (!records::empty(values[f]))
            text += fmt::format("{}{} {}", text.empty() ? "" : say(Words{"，", ", "}), kind.fields[f].label.get(),
                                show(kind.fields[f], columns.names->named(kind.fields[f], values[f], columns.codes),
                                     records::Style::human));
    return text;
}

files::Table sheet(Context& context, const Kind& kind, const store::Record& record, const store::Formers& spans,
                   const RecordColumns& columns) {
    files::Table table;
    table.heading.title = fmt::format("{} {}", capitalized(kind.label.str()), store::name_of(kind, record));
    table.columns = {{"field", say(Words{"项目", "field"})}, {"value", say(Words{"内容", "value"})}};
    for (const Field* field : columns.fields) {
        const auto& value = record.values[kind.index(field->id)];
        if (records::empty(value)) continue;
        const bool hide = field->type == Type::phone && !columns.reveal;
        table.rows.push_back(
            {field->label.str(),
             hide ? records::masked(std::get<std::string>(value))
                  : show(*field, columns.names->named(*field, value, columns.codes), records::Style::human)});
    }
    for (const store::Former& span : spans)
        table.rows.push_back({say(Words{"沿革（至 {}）", "until {}"}, Date::packed(span.until).iso()),
                              values_text(kind, span.values, columns)});
    const auto system = [&](std::int64_t id, Words words) {
        if (id == 0) return;
        const store::Entry entry = store::entry(context.reading(), id);
        table.rows.push_back(
            {words.str(), fmt::format("{}  {}{}{}", entry.at, entry.by, entry.why.empty() ? "" : "  ", entry.why)});
    };
    if (const auto office = store::kept_by(context.reading(), kind, record.id))
        table.rows.push_back({say(Words{"管理机关", "owner"}), *office});
    system(record.created, {"登记", "created"});
    if (record.changed != record.created && record.changed != record.voided)
        system(record.changed, {"最后修改", "last changed"});
    system(record.voided, {"作废", "voided"});
    return table;
}

// Returns a row for the record and one for each of its earlier spans, which have a last day.
files::Table data(const store::Record& record, const store::Formers& spans, RecordColumns columns) {
    if (!spans.empty()) columns.day = records::date("until", {"截止日", "until"});
    files::Table table{{}, columns_of(columns), {{}}};
    fill_row(columns, record, table.rows.front());
    for (const store::Former& span : spans) {
        store::Record former{record.id, span.values};
        former.values[0] = record.values[0];
        fill_row(columns, former, table.rows.emplace_back(), span.until);
    }
    return table;
}

int run(Context& context, const Kind& kind, const ShowOptions& options) {
    const store::Record record = store::find(context.reading(), kind, options.name);
    store::require_possible(kind, record);
    RecordColumns columns{&kind, all_fields(kind), !kind.has_code(), true, context.human(), options.reveal};
    store::ReferenceNames names(context.reading());
    std::vector<store::Record> shown{record};
    const store::Formers spans = spans_of(context, kind, record);
    for (const store::Former& span : spans) shown.push_back({record.id, span.values});
    names.fetch(kind, shown);
    columns.codes = context.globals().codes;
    if (options.reveal) reveal_phones(context, kind, fmt::format("{} show {}", kind.id, options.name));
    if (writes_whole_records(context)) {
        columns.name_columns = writes_data(context);
        if (!columns.name_columns || options.names) columns.names = &names;
        print(context, data(record, spans, columns));
    } else {
        columns.names = &names;
        print(context, sheet(context, kind, record, spans, columns));
    }
    return 0;
}

Options rows(const Kind& kind, ShowOptions& o) {
    Options options{name_option(kind, o.name)};
    options.push_back(names_option(o.names));
    if (kind.has_phones()) options.push_back(reveal_option(o.reveal));
    return options;
}

}  // namespace

Command show_command(const Kind& kind) {
    return command<ShowOptions>(
        "show", {"显示一条记录", "show a record"}, [&kind](ShowOptions& o) { return rows(kind, o); },
        [&kind](Context& context, const ShowOptions& options) { return run(context, kind, options); });
}

}  // namespace cpcc::cli
