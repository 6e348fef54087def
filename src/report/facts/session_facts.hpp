// Reads the facts of sessions, attendances and participating units in a period. Reads the rows once for all three
// sources.
#pragma once

#include "facts/fact_context.hpp"

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

// Returns the condition that a session was held: planned and cancelled ones never count. `alias` names its table.
std::string is_held(std::string_view alias);

// The lists of many sessions in one vector, so that no session allocates memory of its own.
template <class Value>
class Lists {
public:
    struct Place {
        std::uint32_t first = 0, size = 0;
    };
    // Appends to a list. Precondition: the list is empty, or it is the one appended to last.
    void add(Place& list, const Value& value) {
        if (list.size++ == 0) list.first = static_cast<std::uint32_t>(values_.size());
        values_.push_back(value);
    }
    std::span<Value> of(Place list) { return std::span(values_).subspan(list.first, list.size); }
    std::span<const Value> of(Place list) const { return std::span(values_).subspan(list.first, list.size); }

private:
    std::vector<Value> values_;
};

class SessionFacts {
public:
    // Precondition: the context outlives this object.
    explicit SessionFacts(const FactContext& context) : context_(context) {}

    void sessions(const TakeFact&);
    // Passes each attendance, then the headcount of each session that has one.
    void attendances(const Source&, const TakeFact&);
    void participations(const TakeFact&);

private:
    struct Attendance {
        std::int64_t id;
        int member, role;
    };
    struct Session {
        std::int64_t id;
        int day, platform, area, sector;
        std::int64_t headcount;
        std::array<std::int64_t, most_values> values = {};           // of the source `session`
        Lists<int>::Place platforms = {}, units = {}, present = {};  // `platforms` only if there are several
        Lists<Place>::Place places = {};                             // only if they are not those of its platforms
        Lists<Attendance>::Place attendances = {};
    };
    using TakeRow = std::function<void(Session&, const db::Statement&)>;

    void load();
    void load_attendances();
    void place();
    void of_sessions(const std::string& columns, const std::string& table, const std::string& condition,
                     const TakeRow& each);
    Fact fact_of(const Session&) const;

    const FactContext& context_;
    bool loaded_ = false;
    std::vector<Session> sessions_;
    Lists<int> platforms_, units_, present_;
    Lists<Place> places_;
    Lists<Attendance> attendances_;
};

}  // namespace cpcc::report
