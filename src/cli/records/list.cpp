// cpcc KIND list
#include "cpcc/base/pinyin.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "framework/record_names.hpp"
#include "records/record_table.hpp"
#include "records/reveal.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace cpcc::cli {

using records::Field;
using records::Kind;
using records::Type;

namespace {

struct ListOptions {
    std::optional<std::string> area, since, until, sort, limit, columns;
    std::vector<std::string> where, tags;
    bool all = false, reveal = false, names = false;
};

Date day(const std::string& option, const std::string& text) {
    if (const auto parsed = Date::parse(text)) return *parsed;
    throw Error(Exit::usage, say(Words{"--{}：{}", "--{}: {}"}, option, records::not_a_date(text)));
}

const Field& field_named(const Kind& kind, std::string_view name, const std::string& option) {
    if (const Field* field = kind.find_header(name)) return *field;
    throw unknown_word(
        say(Words{"--{}：{}没有字段“{}”", "--{}: {} has no field \"{}\""}, option, kind.label.get(), name), name,
        ids_of(kind.fields), say(Words{"见 cpcc fields {}", "see cpcc fields {}"}, kind.id));
}

void add_conditions(Context& context, const Kind& kind, const ListOptions& options, store::Filter& filter) {
    RecordNames names(context, context.reading());
    if (options.area) names.set_near(names.area_of(records::kind("area"), *options.area));
    for (const std::string& condition : options.where)
        filter.conditions.push_back(records::parse_condition(kind, condition, "--where", code_reader(names)));
}

store::Filter filter_of(Context& context, const Kind& kind, const ListOptions& options) {
    store::Filter filter;
    filter.area = options.area;
    if (options.since) filter.since = day("since", *options.since);
    if (options.until) filter.until = day("until", *options.until);
    if (!options.where.empty()) add_conditions(context, kind, options, filter);
    filter.tags = options.tags;
    if (options.sort) {
        filter.descending = options.sort->starts_with('-');
        filter.sort = &field_named(kind, std::string_view(*options.sort).substr(filter.descending ? 1 : 0), "sort");
    }
    if (options.limit) filter.limit = limit_of(*options.limit);
    filter.voided_too = options.all;
    return filter;
}

RecordColumns list_columns(Context& context, const Kind& kind, const ListOptions& options) {
    RecordColumns columns{&kind, {}, !kind.has_code(), options.all, context.human(), options.reveal};
    columns.codes = context.globals().codes;
    const bool whole = writes_whole_records(context);
    if (options.columns)
        for (const auto name : split(*options.columns, ","))
            columns.fields.push_back(&field_named(kind, trim(name), "columns"));
    else
        for (const Field& field : kind.fields)
            if (whole || field.brief) columns.fields.push_back(&field);
    return columns;
}

// Sorts by text as people do: by pinyin, which no engine knows. Then it takes the sorting and the limit out of the
// filter and holds all records in memory.
class SortForPeople {
public:
    SortForPeople(const RecordColumns& columns, store::Filter& filter) : names_(columns.names) {
        const bool is_text = filter.sort && (filter.sort->type == Type::text || filter.sort->type == Type::ref);
        if (columns.name_columns || !is_text) return;
        field_ = std::exchange(filter.sort, nullptr);
        descending_ = std::exchange(filter.descending, false);
        limit_ = std::exchange(filter.limit, std::nullopt);
        filter.wanted[columns.kind->index(field_->id)] = true;
    }

    void list(db::Connection& connection, const Kind& kind, const store::Filter& filter,
              const std::function<void(const store::Record&)>& each) const {
        if (!field_) return store::list(connection, kind, filter, each);
        std::vector<std::pair<std::string, store::Record>> all;  // key: empty values come last in both directions
        store::list(connection, kind, filter,
                    [&](const store::Record& record) { all.emplace_back(key_of(kind, record), record); });
        std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
            if (a.first.empty() || b.first.empty()) return !a.first.empty() && b.first.empty();
            return descending_ ? b.first < a.first : a.first < b.first;
        });
        const auto count = limit_ ? std::min(all.size(), static_cast<std::size_t>(*limit_)) : all.size();
        for (std::size_t i = 0; i < count; ++i) each(all[i].second);
    }

private:
    std::string key_of(const Kind& kind, const store::Record& record) const {
        const records::Value& value = record.values[kind.index(field_->id)];
        return pinyin_key(show(*field_, names_->named(*field_, value), records::Style::human));
    }

    const store::ReferenceNames* names_;
    const Field* field_ = nullptr;
    bool descending_ = false;
    std::optional<std::int64_t> limit_;
};

int run(Context& context, const Kind& kind, const ListOptions& options) {
    RecordColumns columns = list_columns(context, kind, options);
    store::Filter filter = filter_of(context, kind, options);
    filter.wanted.resize(kind.fields.size());
    for (const Field* field : columns.fields) filter.wanted[kind.index(field->id)] = true;
    if (options.reveal) reveal_phones(context, kind, fmt::format("{} list", kind.id));
    store::ReferenceNames names(context.reading());
    columns.name_columns = writes_data(context);
    if (!columns.name_columns || options.names) columns.names = filter.names = &names;
    const SortForPeople sort(columns, filter);
    db::Connection& connection = context.reading();
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    Output output(context);
    output.sink().begin({}, columns_of(columns));
    std::vector<files::Cell> cells;
    std::int64_t count = 0;
    sort.list(connection, kind, filter, [&](const store::Record& record) {
        fill_row(columns, record, cells);
        output.sink().row(cells);
        ++count;
    });
    output.sink().end();
    output.finish();
    if (count == 0)
        context.note(say(Words{"没有符合条件的{0}。", "No matching {1}."}, kind.label.zh, kind.counted.many));
    return 0;
}

Options rows(const Kind& kind, ListOptions& o) {
    Options options;
    if (!kind.places.empty()) options.push_back(area_option(o.area));
    options.push_back({.name = "since", .into = &o.since, .help = {"起始日期", "start date"}, .value = "DATE"});
    options.push_back(
        {.name = "until", .into = &o.until, .help = {"截止日期（含当日）", "end date, inclusive"}, .value = "DATE"});
    options.push_back({.name = "where",
                       .into = &o.where,
                       .help = {"筛选条件：字段=值，也可用 !=、<、<=、>、>=、~（包含）",
                                "filter: FIELD=VALUE, also with !=, <, <=, >, >= or ~ (contains)"},
                       .value = "TEST",
                       .fields = kind.id});
    options.push_back(
        {.name = "tag", .into = &o.tags, .help = {"限定标签", "only records with this tag"}, .value = "TEXT"});
    options.push_back({.name = "sort",
                       .into = &o.sort,
                       .help = {"按字段排序；-字段 表示倒序", "sort by a field; -FIELD for descending order"},
                       .value = "FIELD",
                       .fields = kind.id});
    options.push_back(limit_option(o.limit, {"最多显示条数", "maximum number of records"}));
    options.push_back({.name = "columns",
                       .into = &o.columns,
                       .help = {"显示的字段，逗号分隔", "comma-separated fields to show"},
                       .value = "FIELD,…",
                       .fields = kind.id});
    options.push_back({.name = "all", .into = &o.all, .help = {"含已作废记录", "include voided records"}});
    options.push_back(names_option(o.names));
    if (kind.has_phones()) options.push_back(reveal_option(o.reveal));
    return options;
}

}  // namespace

Command list_command(const Kind& kind) {
    return command<ListOptions>(
               "list", {"列出记录", "list records"}, [&kind](ListOptions& o) { return rows(kind, o); },
               [&kind](Context& context, const ListOptions& options) { return run(context, kind, options); })
        .explained({"筛选和排序见 `cpcc help list-filters`。", "See `cpcc help list-filters` for filters and sorting."})
        .with_example(fmt::format("cpcc {} list --tag 报载 --limit 5", kind.id),
                      {"显示带此标签的前五条", "The first five with this tag"});
}

}  // namespace cpcc::cli
