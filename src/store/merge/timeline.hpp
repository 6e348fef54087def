// The values of a record's dated fields over time (domain.md, 2, "History does not move"). Pure: knows no database.
#pragma once

#include "cpcc/store/former.hpp"

#include <limits>
#include <span>
#include <vector>

namespace cpcc::store {

// Returns whether two values of a field are equal; an absent one and a cleared one both mean no value.
bool same_value(const records::Value&, const records::Value&);

class Timeline {
public:
    static constexpr std::int64_t open_end = std::numeric_limits<std::int64_t>::max();

    Timeline(const records::Kind&, const Record&, const Formers& former);

    // Returns the values that held on a day (yyyymmdd). Fields that are not dated have the record's value.
    const std::vector<records::Value>& on(std::int64_t day) const { return spans_[at(day)].values; }
    const std::vector<records::Value>& first() const { return spans_.front().values; }
    const std::vector<records::Value>& current() const { return spans_.back().values; }
    // Returns whether the field changed on that very day.
    bool changed_on(std::int64_t day, std::size_t field) const;
    // Returns whether any span begins on that day.
    bool begins_on(std::int64_t day) const;

    // Sets a field from a day on, until the day of its next change.
    void set_from(std::int64_t day, std::size_t field, const records::Value&);
    // Sets a field for the whole time.
    void set(std::size_t field, const records::Value&);
    // Joins neighbours with equal values, and returns all spans but the current one.
    Formers former();

private:
    std::size_t at(std::int64_t day) const;
    bool same(const Former&, const Former&) const;

    std::vector<std::size_t> dated_;
    Formers spans_;  // the last one is the current one; its `until` is open_end
};

}  // namespace cpcc::store
