#include "merge/refuse_future.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Value;

namespace {

// Returns whether the event of the row, or of its record, took place.
bool took_place(const records::Kind& kind, const BatchRow& row) {
    if (kind.took_place.empty()) return true;
    const std::size_t f = kind.index(kind.took_place);
    const Value& given = row.row.values[f];
    const Value& value = row.record && !records::given(given) ? row.record->values[f] : given;
    return records::empty(value) || records::number(value) == 1;
}

// Returns the fields whose days must not lie ahead.
std::vector<std::size_t> days_of(const records::Kind& kind) {
    std::vector<std::size_t> days;
    for (std::size_t f = 0; f < kind.fields.size(); ++f)
        if ((kind.fields[f].type == records::Type::date || kind.fields[f].type == records::Type::spans) &&
            !kind.fields[f].plans)
            days.push_back(f);
    return days;
}

// Returns the last day of a value: a date, or spans in the order of days.
std::int64_t last_day(const Value& value) {
    const auto* spans = std::get_if<std::vector<records::Item>>(&value);
    return spans ? records::span_of(spans->back().text)->end.packed() : records::number(value);
}

void check(Batch& batch, BatchRow& row, std::size_t f, std::int64_t today) {
    const Field& field = batch.kind.fields[f];
    const Value& value = row.row.values[f];
    if (records::empty(value) || last_day(value) <= today) return;
    if (field.id == batch.kind.date && !took_place(batch.kind, row)) return;
    const std::string day = Date::packed(last_day(value)).iso();
    batch.refuse(
        row, field.id,
        batch.kind.took_place.empty()
            ? say(Words{"{} 晚于今天；确需登记，请加 --future", "{} is after today; use --future if it is meant"}, day)
            : say(Words{"{} 晚于今天；计划中的活动请填状态 planned，或加 --future",
                        "{} is after today; set the state to planned, or use --future if it is meant"},
                  day));
}

// Refuses that an event which lies ahead becomes one that took place.
void check_state(Batch& batch, BatchRow& row, std::int64_t today) {
    const std::size_t day = batch.kind.index(batch.kind.date), state = batch.kind.index(batch.kind.took_place);
    const auto changes = [&](std::size_t f) {
        return std::find(row.changed.begin(), row.changed.end(), f) != row.changed.end();
    };
    const std::int64_t kept = records::number(row.record->values[day]);
    if (changes(state) && !changes(day) && took_place(batch.kind, row) && kept > today)
        batch.refuse(
            row, batch.kind.took_place,
            say(Words{"日期 {} 晚于今天，不能登记为已开展", "its date {} is after today, so it was not held yet"},
                Date::packed(kept).iso()));
}

}  // namespace

void refuse_future(Batch& batch) {
    if (!batch.kind.fact || batch.context.author.future) return;
    const std::int64_t today = batch.context.author.today.packed();
    const std::vector<std::size_t> days = days_of(batch.kind);
    for (BatchRow& row : batch.rows) {
        const bool is_new = row.decision == Decision::undecided && row.existing == 0;
        if (!is_new && row.decision != Decision::update) continue;
        for (const std::size_t f : days)
            if (is_new || std::find(row.changed.begin(), row.changed.end(), f) != row.changed.end())
                check(batch, row, f, today);
        if (row.decision == Decision::update && !batch.kind.took_place.empty()) check_state(batch, row, today);
    }
}

}  // namespace cpcc::store
