#include "records/record_commands.hpp"

#include "framework/context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/history.hpp"
#include "cpcc/store/grants.hpp"
#include "records/edit.hpp"
#include "records/record_table.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace cpcc::cli {

using files::text_cell;
using records::Field;
using records::Kind;
using records::Type;

namespace {

// What the options of add and edit are bound to: for each field what was said, several times where it has several values.
struct FieldOptions {
    std::string name;                                   // the positional
    std::vector<std::optional<std::string>> single;
    std::vector<std::vector<std::string>> several;

    Said said(const Kind& kind) const {
        Said all;
        for (std::size_t f = 0; f < kind.fields.size(); ++f) {
            if (single[f]) all[kind.fields[f].id] = *single[f];
            if (!several[f].empty()) all[kind.fields[f].id] = join(several[f], ";");
        }
        return all;
    }
};

std::string dashed(std::string_view id) {
    std::string name(id);
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

std::string value_word(const Field& field) {
    switch (field.type) {
        case Type::ref: return "CODE";
        case Type::refs:
        case Type::roles: return "CODE,…";
        case Type::date: return "DATE";
        case Type::month: return "MONTH";
        case Type::choice: return "WORD";
        case Type::yesno: return "yes|no";
        case Type::count:
        case Type::number:
        case Type::percent: return "N";
        case Type::period: return "PERIOD";
        case Type::money: return "YUAN";
        case Type::phone: return "PHONE";
        default: return "TEXT";
    }
}

void add_field_options(const Kind& kind, FieldOptions& values, Options& options, bool adding) {
    values.single.resize(kind.fields.size());
    values.several.resize(kind.fields.size());
    for (std::size_t f = 0; f < kind.fields.size(); ++f) {
        const Field& field = kind.fields[f];
        if (field.type == Type::code) continue;
        Option option{.name = dashed(field.id), .into = &values.single[f], .help = field.label, .value = value_word(field)};
        if (field.several()) option.into = &values.several[f];
        for (const auto& choice : field.choices) option.choices.emplace_back(choice.id);
        if (field.type == Type::roles) option.choices.clear();
        if (field.type == Type::yesno) option.choices = {"yes", "no"};
        option.kind = field.target;
        option.needed = adding && field.required;
        options.push_back(std::move(option));
    }
}

Option name_option(const Kind& kind, std::string& into, bool required = true) {
    return {.name = kind.has_code() ? "CODE" : "ROW", .into = &into,
            .help = kind.has_code() ? Words{"编号", "its code"} : Words{"行号，如 #12", "its row number, as #12"}, .positional = true, .required = required, .kind = kind.id};
}

void require_all(const Kind& kind, const std::string& verb, const Said& said) {
    for (const Field& field : kind.fields)
        if (field.required && !said.contains(field.id))
            throw Error(Exit::usage, field.type == Type::code ? say(Words{"缺少编号", "the code is missing"}) : say(Words{"缺少 --{}（{}）", "--{} is missing ({})"}, dashed(field.id), field.label.get()),
                        say(Words{"见 cpcc {} {} --help", "see cpcc {} {} --help"}, kind.id, verb));
}

int add(Context& context, const Kind& kind, const std::string& verb, const FieldOptions& options, std::string_view today_field) {
    Said said = options.said(kind);
    if (!options.name.empty()) said["code"] = options.name;
    if (!today_field.empty()) said.try_emplace(today_field, context.today().iso());
    if (kind.id == "member" && !context.config().office_area.empty()) said.try_emplace("area", context.config().office_area);
    if (kind.id == "attendance") said.try_emplace("role", "attend");
    require_all(kind, verb, said);
    row_of(kind, said);                              // a wrong value is said before the database is opened
    Edit edit(context, kind, "add");
    edit.add(kind, said);
    const std::string name = edit.finish(kind);
    context.streams().out << name << '\n';
    context.note(say(Words{"已登记{} {}。", "The {} {} is added."}, kind.label.get(), name));
    return 0;
}

int edit(Context& context, const Kind& kind, const FieldOptions& options) {
    const Said said = options.said(kind);
    if (said.empty())
        throw Error(Exit::usage, say(Words{"没有说要改什么", "it is not said what to change"}), say(Words{"如 --note 文字；清空写 -；见 cpcc {} edit --help", "for example --note TEXT; - empties a field; see cpcc {} edit --help"}, kind.id));
    row_of(kind, said);
    Edit edit(context, kind, "edit");
    edit.change(kind, options.name, said);
    edit.finish(kind);
    context.note(edit.changed() ? say(Words{"{} {} 已修改。", "The {} {} is changed."}, kind.label.get(), options.name)
                                : say(Words{"{} {} 没有变化。", "The {} {} was so already; nothing was changed."}, kind.label.get(), options.name));
    return 0;
}

Command edit_command(const Kind& kind) {
    return {"edit", {"修改（清空一项写 -）", "change it (- empties a field)"}, [&kind](Options& options) -> Action {
                auto values = std::make_shared<FieldOptions>();
                options.push_back(name_option(kind, values->name));
                add_field_options(kind, *values, options, false);
                return [&kind, values](Context& context) { return edit(context, kind, *values); };
            }};
}

std::vector<const Field*> all_fields(const Kind& kind) {
    std::vector<const Field*> fields;
    for (const Field& field : kind.fields) fields.push_back(&field);
    return fields;
}

void reveal_phones(Context& context, const Kind& kind, const std::string& what) {
    if (kind.find("phone")) store::record_reveal(context.writing(), context.user(), what);
}

files::Table sheet(Context& context, const Kind& kind, const store::Record& record, const RecordColumns& columns) {
    files::Table table;
    table.heading.title = fmt::format("{} {}", kind.label.get(), store::name_of(kind, record));
    table.columns = {{"field", say(Words{"项目", "field"})}, {"value", say(Words{"内容", "value"})}};
    std::vector<files::Cell> cells;
    RecordColumns text = columns;
    text.human = true;
    for (const Field* field : columns.fields) {
        const auto& value = record.values[kind.index(field->id)];
        if (records::empty(value)) continue;
        const bool hide = field->type == Type::phone && !columns.reveal;
        table.rows.push_back({field->label.str(), hide ? records::masked(std::get<std::string>(value)) : show(*field, value, records::Style::human)});
    }
    const auto system = [&](std::int64_t id, Words words) {
        if (id == 0) return;
        const store::Entry entry = store::entry(context.reading(), id);
        table.rows.push_back({words.str(), fmt::format("{}  {}{}{}", entry.at, entry.by, entry.why.empty() ? "" : "  ", entry.why)});
    };
    if (const auto office = store::kept_by(context.reading(), kind, record.id)) table.rows.push_back({say(Words{"保管单位", "kept by"}), *office});
    system(record.created, {"登记", "created"});
    if (record.changed != record.created && record.changed != record.voided) system(record.changed, {"最后修改", "changed"});
    system(record.voided, {"作废", "voided"});
    return table;
}

int show_record(Context& context, const Kind& kind, const std::string& name, bool reveal) {
    const store::Record record = store::find(context.reading(), kind, name);
    RecordColumns columns{&kind, all_fields(kind), !kind.has_code(), true, context.human(), reveal};
    if (reveal) reveal_phones(context, kind, fmt::format("{} show {}", kind.id, name));
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

Command show_command(const Kind& kind) {
    return {"show", {"显示一条", "show one"}, [&kind](Options& options) -> Action {
                struct Values { std::string name; bool reveal = false; };
                auto values = std::make_shared<Values>();
                options.push_back(name_option(kind, values->name));
                if (kind.find("phone")) options.push_back({.name = "reveal", .into = &values->reveal, .help = {"显示完整电话（留痕）", "show the whole phone number (this is recorded)"}});
                return [&kind, values](Context& context) { return show_record(context, kind, values->name, values->reveal); };
            }};
}

struct ListValues {
    std::optional<std::string> area, since, until, sort, limit, columns;
    std::vector<std::string> where, tags;
    bool all = false, reveal = false;
};

Date day(const std::string& option, const std::string& text) {
    if (const auto parsed = Date::parse(text)) return *parsed;
    throw Error(Exit::usage, fmt::format("--{}: {}", option, say(Words{"“{}”不是日期（YYYY-MM-DD）", "\"{}\" is not a day (YYYY-MM-DD)"}, text)));
}

const Field& field_named(const Kind& kind, std::string_view name, const std::string& option) {
    if (const Field* field = kind.find_header(name)) return *field;
    std::vector<std::string_view> ids;
    for (const Field& field : kind.fields) ids.push_back(field.id);
    const auto near = nearest(name, ids);
    throw Error(Exit::usage, say(Words{"--{}:{}没有字段“{}”", "--{}: {} has no field \"{}\""}, option, kind.label.get(), name),
                near ? say(Words{"是不是 {}？", "did you mean {}?"}, *near) : say(Words{"见 cpcc fields {}", "see cpcc fields {}"}, kind.id));
}

store::Filter filter_of(const Kind& kind, const ListValues& values) {
    store::Filter filter;
    filter.area = values.area;
    if (values.since) filter.since = day("since", *values.since);
    if (values.until) filter.until = day("until", *values.until);
    for (const std::string& condition : values.where) filter.conditions.push_back(store::parse_condition(kind, condition));
    filter.tags = values.tags;
    if (values.sort) {
        filter.descending = values.sort->starts_with('-');
        filter.sort = &field_named(kind, std::string_view(*values.sort).substr(filter.descending ? 1 : 0), "sort");
    }
    if (values.limit) {
        const auto limit = whole_number(*values.limit);
        if (!limit) throw Error(Exit::usage, fmt::format("--limit: {}", say(Words{"“{}”不是数目", "\"{}\" is not a number"}, *values.limit)));
        filter.limit = *limit;
    }
    filter.voided_too = values.all;
    return filter;
}

RecordColumns list_columns(Context& context, const Kind& kind, const ListValues& values) {
    RecordColumns columns{&kind, {}, !kind.has_code(), values.all, context.human(), values.reveal};
    const auto format = context.write_options().format;
    const bool on_screen = format == files::Format::table || format == files::Format::md || format == files::Format::html;
    if (values.columns)
        for (const auto name : split(*values.columns, ",")) columns.fields.push_back(&field_named(kind, trim(name), "columns"));
    else
        for (const Field& field : kind.fields)
            if (!on_screen || field.brief) columns.fields.push_back(&field);
    return columns;
}

int list(Context& context, const Kind& kind, const ListValues& values) {
    const RecordColumns columns = list_columns(context, kind, values);
    store::Filter filter = filter_of(kind, values);
    filter.wanted.resize(kind.fields.size());
    for (const Field* field : columns.fields) filter.wanted[kind.index(field->id)] = true;
    if (values.reveal) reveal_phones(context, kind, fmt::format("{} list", kind.id));
    db::Connection& connection = context.reading();
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    Output output(context);
    output.sink().begin({}, columns_of(columns));
    std::vector<files::Cell> cells;
    std::int64_t count = 0;
    store::list(connection, kind, filter, [&](const store::Record& record) {
        fill_row(columns, record, cells);
        output.sink().row(cells);
        ++count;
    });
    output.sink().end();
    output.finish();
    if (count == 0) context.note(say(Words{"没有符合条件的{}。", "There is no such {}."}, kind.label.get()));
    return 0;
}

Command list_command(const Kind& kind) {
    return {"list", {"列出", "list them"}, [&kind](Options& options) -> Action {
                auto v = std::make_shared<ListValues>();
                if (!kind.places.empty()) options.push_back({.name = "area", .into = &v->area, .help = {"只看此区划及其下", "in this area and all below it"}, .value = "CODE", .kind = "area"});
                options.push_back({.name = "since", .into = &v->since, .help = {"从这天起", "from that day on"}, .value = "DATE"});
                options.push_back({.name = "until", .into = &v->until, .help = {"到这天止", "up to that day"}, .value = "DATE"});
                options.push_back({.name = "where", .into = &v->where, .help = {"条件：字段=值，或 !=、<、<=、>、>=、~ 包含（可多次）", "FIELD=VALUE, or !=, <, <=, >, >=, ~ contains (repeatable)"}, .value = "TEST"});
                options.push_back({.name = "tag", .into = &v->tags, .help = {"带此标签（可多次）", "with this tag (repeatable)"}, .value = "TEXT"});
                options.push_back({.name = "sort", .into = &v->sort, .help = {"按字段排序，-字段为倒序", "by a field, -FIELD from the largest on"}, .value = "FIELD"});
                options.push_back({.name = "limit", .into = &v->limit, .help = {"至多几条", "at most so many"}, .value = "N"});
                options.push_back({.name = "columns", .into = &v->columns, .help = {"显示哪些字段，逗号隔开", "which fields, split by commas"}, .value = "FIELD,…"});
                options.push_back({.name = "all", .into = &v->all, .help = {"连作废的一起", "voided ones too"}});
                if (kind.find("phone")) options.push_back({.name = "reveal", .into = &v->reveal, .help = {"显示完整电话（留痕）", "show whole phone numbers (this is recorded)"}});
                return [&kind, v](Context& context) { return list(context, kind, *v); };
            }};
}

// Voiding and restoring are the same but for their direction.
int set_voided(Context& context, const Kind& kind, const std::vector<std::string>& names, const std::string& why, bool voided) {
    if (voided && trim(why).empty()) throw Error(Exit::usage, say(Words{"缺少 --why（作废的原因）", "--why is missing (the reason)"}));
    if (!context.confirm(say(Words{"将改动 {} 条，继续吗？", "{} records would change. Go on?"}, names.size()), static_cast<std::int64_t>(names.size()))) return 1;
    std::vector<store::Record> records;
    for (const std::string& name : names) {
        records.push_back(store::find(context.writing(), kind, name));
        if ((records.back().voided != 0) == voided)
            throw Error(Exit::failed, voided ? say(Words{"{} {} 已经作废", "the {} {} is voided already"}, kind.label.get(), name) : say(Words{"{} {} 没有作废", "the {} {} is not voided"}, kind.label.get(), name));
    }
    Edit edit(context, kind, voided ? "void" : "restore", why);
    for (const store::Record& record : records) edit.raw().set_void(kind, record.id, voided);
    edit.finish(kind);
    for (std::size_t i = 0; i < names.size(); ++i) {
        context.note(voided ? say(Words{"{} {} 已作废。", "The {} {} is voided."}, kind.label.get(), names[i]) : say(Words{"{} {} 已恢复。", "The {} {} is restored."}, kind.label.get(), names[i]));
        if (!voided) continue;
        for (const auto& reference : store::references(context.writing(), kind, records[i].id))
            context.note(say(Words{"  仍有 {} 条{}指向它。", "  Records that still refer to it: {} of kind {}."}, reference.count, reference.kind->label.get()));
    }
    return 0;
}

Command void_command(const Kind& kind, bool voided) {
    return {voided ? "void" : "restore", voided ? Words{"作废（不删除，可恢复）", "void it (nothing is deleted)"} : Words{"恢复作废的", "restore what is voided"}, [&kind, voided](Options& options) -> Action {
                struct Values { std::vector<std::string> names; std::string why; };
                auto v = std::make_shared<Values>();
                options.push_back({.name = kind.has_code() ? "CODE" : "ROW", .into = &v->names, .help = {"编号或行号（可多个）", "codes or row numbers"}, .positional = true, .required = true, .kind = kind.id});
                options.push_back({.name = "why", .into = &v->why, .help = {"原因", "the reason"}, .value = "TEXT", .required = voided});
                return [&kind, voided, v](Context& context) { return set_voided(context, kind, v->names, v->why, voided); };
            }};
}

// What was done, in the reader's words; other programs get the verb itself.
std::string action_word(const std::string& action) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 15> words{{
        {"add", "登记"}, {"edit", "修改"}, {"void", "作废"}, {"restore", "恢复"}, {"import", "导入"}, {"assign", "下沉"}, {"unassign", "结束下沉"}, {"leave", "离任"},
        {"commit", "签承诺书"}, {"attend", "记参加"}, {"advance", "记进展"}, {"solve", "解决"}, {"close", "关闭"}, {"reopen", "重新在办"}, {"lookback", "回头看"}}};
    const auto found = std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.first == action; });
    return language() == Language::zh && found != words.end() ? std::string(found->second) : action;
}

// A value of the history, which keeps values raw, as a person reads it.
std::string past_value(const Field* field, const std::string& value) {
    if (value == "yes" && (!field || field->type == Type::yesno)) return say(Words{"是", "yes"});
    if (value == "no" && field && field->type == Type::yesno) return say(Words{"否", "no"});
    if (!field || field->type != Type::choice) return value;
    const auto number = records::find_choice(field->choices, value);
    return number ? field->choices[static_cast<std::size_t>(*number - 1)].label.str() : value;
}

std::string past_field(const Kind& kind, const std::string& id) {
    if (id == "voided") return say(Words{"作废", "voided"});
    const Field* field = kind.find(id);
    return field ? field->label.str() : id;
}

int history(Context& context, const Kind& kind, const std::string& name) {
    const store::Record record = store::find(context.reading(), kind, name);
    files::Table table{{fmt::format("{} {}", kind.label.get(), name), {}},
                       {{"at", say(Words{"时间", "at"})}, {"by", say(Words{"操作人", "by"})}, {"action", say(Words{"动作", "action"})}, {"field", say(Words{"字段", "field"})},
                        {"old", say(Words{"原值", "old"})}, {"new", say(Words{"新值", "new"})}, {"why", say(Words{"原因", "why"})}, {"source", say(Words{"来源", "source"})}}, {}};
    if (const auto office = store::kept_by(context.reading(), kind, record.id)) table.heading.notes.push_back(say(Words{"由 {} 保管。", "Kept by {}."}, *office));
    const auto worded = [&](const Field* field, const std::string& value) {
        const auto choice = field && field->type == Type::choice && context.human() ? records::find_choice(field->choices, value) : std::nullopt;
        return text_cell(choice ? show(*field, *choice, records::Style::human) : value);
    };
    for (const store::Past& past : store::history(context.reading(), kind, record)) {
        const Field* field = kind.find(past.field);
        if (context.human())
            table.rows.push_back({past.at, past.by, action_word(past.action), text_cell(past_field(kind, past.field)), text_cell(past_value(field, past.old_value)), text_cell(past_value(field, past.new_value)), text_cell(past.why), text_cell(past.source)});
        else
            table.rows.push_back({past.at, past.by, past.action, text_cell(past.field), worded(field, past.old_value), worded(field, past.new_value), text_cell(past.why), text_cell(past.source)});
    }
    print(context, table);
    return 0;
}

Command history_command(const Kind& kind) {
    return {"history", {"何人何时改了什么", "who changed what and when"}, [&kind](Options& options) -> Action {
                auto name = std::make_shared<std::string>();
                options.push_back(name_option(kind, *name));
                return [&kind, name](Context& context) { return history(context, kind, *name); };
            }};
}

}  // namespace

Command add_command(const Kind& kind, const std::string& verb, Words help, std::string_view today) {
    return {verb, help, [&kind, verb, today](Options& options) -> Action {
                auto values = std::make_shared<FieldOptions>();
                if (kind.has_code())
                    options.push_back({.name = "CODE", .into = &values->name, .help = {"编号；不给就自动编", "its code; one is made where none is given"}, .positional = true});
                add_field_options(kind, *values, options, true);
                for (Option& option : options)
                    if (option.name == dashed(today) || (kind.id == "attendance" && option.name == "role")) option.needed = false;
                return [&kind, verb, values, today](Context& context) { return add(context, kind, verb, *values, today); };
            }};
}

std::vector<Command> record_commands(const Kind& kind) {
    std::vector<Command> commands = trade_commands(kind);
    commands.push_back(add_command(kind, "add", {"登记一条", "add one"}));
    commands.push_back(edit_command(kind));
    commands.push_back(show_command(kind));
    commands.push_back(list_command(kind));
    commands.push_back(void_command(kind, true));
    commands.push_back(void_command(kind, false));
    commands.push_back(history_command(kind));
    return commands;
}

}  // namespace cpcc::cli
