#include "merge/timeline.hpp"

#include "cpcc/base/date.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Value;

namespace {

std::int64_t day_before(std::int64_t day) { return Date::packed(day).plus_days(-1).packed(); }

}  // namespace

bool same_value(const Value& a, const Value& b) {
    return records::empty(a) || records::empty(b) ? records::empty(a) == records::empty(b) : a == b;
}

Timeline::Timeline(const records::Kind& kind, const Record& record, const Formers& former)
    : dated_(kind.dated_fields()), spans_(former) {
    for (Former& span : spans_)
        for (std::size_t f = 0; f < kind.fields.size(); ++f)
            if (!kind.fields[f].dated) span.values[f] = record.values[f];
    spans_.push_back({open_end, record.values});
}

std::size_t Timeline::at(std::int64_t day) const {
    const auto found =
        std::find_if(spans_.begin(), spans_.end(), [&](const Former& span) { return span.until >= day; });
    return static_cast<std::size_t>(found - spans_.begin());
}

bool Timeline::begins_on(std::int64_t day) const {
    const std::size_t place = at(day);
    return place > 0 && spans_[place - 1].until == day_before(day);
}

bool Timeline::changed_on(std::int64_t day, std::size_t field) const {
    const std::size_t place = at(day);
    return begins_on(day) && !same_value(spans_[place - 1].values[field], spans_[place].values[field]);
}

void Timeline::set_from(std::int64_t day, std::size_t field, const Value& value) {
    std::size_t place = at(day);
    if (!begins_on(day)) {
        Former before = spans_[place];
        before.until = day_before(day);
        spans_.insert(spans_.begin() + static_cast<std::ptrdiff_t>(place), std::move(before));
        ++place;
    }
    const Value old = spans_[place].values[field];
    for (; place < spans_.size() && same_value(spans_[place].values[field], old); ++place)
        spans_[place].values[field] = value;
}

void Timeline::set(std::size_t field, const Value& value) {
    for (Former& span : spans_) span.values[field] = value;
}

bool Timeline::same(const Former& a, const Former& b) const {
    return std::all_of(dated_.begin(), dated_.end(),
                       [&](std::size_t f) { return same_value(a.values[f], b.values[f]); });
}

Formers Timeline::former() {
    for (std::size_t i = 0; i + 1 < spans_.size();)
        if (same(spans_[i], spans_[i + 1]))
            spans_.erase(spans_.begin() + static_cast<std::ptrdiff_t>(i));
        else
            ++i;
    return {spans_.begin(), spans_.end() - 1};
}

}  // namespace cpcc::store
