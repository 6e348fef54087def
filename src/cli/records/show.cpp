// cpcc KIND show
#include "cpcc/store/grants.hpp"
#include "cpcc/store/history.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/field_options.hpp"
#include "records/record_table.hpp"
#include "records/reveal.hpp"

namespace cpcc::cli {

using records::Field;
using records::Kind;
using records::Type;

namespace {

struct ShowOptions {
    std::string name;
    bool reveal = false;
};

files::Table sheet(Context& context, const Kind& kind, const store::Record& record, const RecordColumns& columns) {
    files::Table table;
    table.heading.title = fmt::format("{} {}", capitalized(kind.label.str()), store::name_of(kind, record));
    table.columns = {{"field", say(Words{"项目", "field"})}, {"value", say(Words{"内容", "value"})}};
    std::vector<files::Cell> cells;
    RecordColumns text = columns;
    text.human = true;
    for (const Field* field : columns.fields) {
        const auto& value = record.values[kind.index(field->id)];
        if (records::empty(value)) continue;
        const bool hide = field->type == Type::phone && !columns.reveal;
        table.rows.push_back({field->label.str(), hide ? records::masked(std::get<std::string>(value))
                                                       : show(*field, value, records::Style::human)});
    }
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

int run(Context& context, const Kind& kind, const ShowOptions& options) {
    const store::Record record = store::find(context.reading(), kind, options.name);
    RecordColumns columns{&kind, all_fields(kind), !kind.has_code(), true, context.human(), options.reveal};
    if (options.reveal) reveal_phones(context, kind, fmt::format("{} show {}", kind.id, options.name));
    const auto format = context.write_options().format;
    if (format == files::Format::csv || format == files::Format::json || format == files::Format::xlsx) {
        files::Table table{{}, columns_of(columns), {{}}};
        fill_row(columns, record, table.rows.front());
        print(context, table);
    } else {
        print(context, sheet(context, kind, record, columns));
    }
    return 0;
}

Options rows(const Kind& kind, ShowOptions& o) {
    Options options{name_option(kind, o.name)};
    if (kind.find("phone")) options.push_back(reveal_option(o.reveal));
    return options;
}

}  // namespace

Command show_command(const Kind& kind) {
    return command<ShowOptions>(
        "show", {"显示一条记录", "show a record"}, [&kind](ShowOptions& o) { return rows(kind, o); },
        [&kind](Context& context, const ShowOptions& options) { return run(context, kind, options); });
}

}  // namespace cpcc::cli
