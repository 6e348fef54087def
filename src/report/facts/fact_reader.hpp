// Facts: what is counted, with everything that it can be grouped, narrowed and explained by.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "facts/registers.hpp"
#include "measures/sources.hpp"

#include <array>
#include <functional>
#include <map>
#include <span>
#include <string_view>
#include <vector>

namespace cpcc::report {

// Whether each fact says which record is behind it, and facts come in the order of these. `counted`: an attendance's is 0, and the order is
// the engine's. Its row number stands last in the index that is read, and takes as long as all before it.
enum class Records { named, counted };

// Values of many sessions, one's list behind the other's: none is a block of memory of its own.
template <class Value>
class Lists {
public:
    struct Place {
        std::uint32_t first = 0, size = 0;
    };
    void add(Place& list, const Value& value) {      // the list that was added to last, or an empty one
        if (list.size++ == 0) list.first = static_cast<std::uint32_t>(values_.size());
        values_.push_back(value);
    }
    std::span<Value> of(Place list) { return std::span(values_).subspan(list.first, list.size); }
    std::span<const Value> of(Place list) const { return std::span(values_).subspan(list.first, list.size); }

private:
    std::vector<Value> values_;
};

// Reads facts of one period, each source at most once. The readers of measures/sources.hpp do the work.
class Facts {
public:
    Facts(db::Connection&, const Registers&, const Period&, Records = Records::named);
    void each(const Source&, const TakeFact&);

    // A condition on a problem `p`: it was open on that day, a parameter. Still open, solved later, closed later: each finds its rows
    // by an index, so that what was settled long ago is not read again.
    static std::string open_on(std::string_view day);

private:
    friend struct Read;

    struct Attendance {
        std::int64_t id;
        int member, role;
    };
    struct Session {
        std::int64_t id;
        int day, platform;
        std::int64_t headcount;
        std::array<std::int64_t, most_values> values = {};              // as the source of sessions has them
        Lists<int>::Place platforms = {}, units = {}, present = {};     // platforms where they are several
        Lists<Attendance>::Place attendances = {};
    };
    struct Problem {
        std::int64_t id;
        int platform, unit, raised_by, raised_on, solved_on, closed_on, due_on;
        std::array<std::int64_t, most_values> values;
        int day(std::string_view field) const;
    };

    void load_sessions();
    void of_sessions(const std::string& columns, const std::string& table, const std::string& condition, const std::function<void(Session&, const db::Statement&)>& each);
    void load_attendances();
    db::Statement in_period(const std::string& sql);
    std::string_view row_or(std::string_view day) const { return records_ == Records::named ? "id" : day; }   // what to have the engine order by
    Fact fact_of(const Session&) const;
    int day_for(const Source&, const Problem&) const;
    std::vector<Problem> problems_of(const Source&);
    using Partners = std::map<std::int64_t, std::vector<int>>;   // the platforms of sessions
    Partners partners(const char* kind, std::string_view day);
    static std::vector<int> session_platforms(const Partners&, const db::Statement& row, int session_column, int other_column);

    // Takes the values that Source::select asks for, from a column on.
    static void read_values(const db::Statement& row, int column, const Source&, std::array<std::int64_t, most_values>&);

    db::Connection& connection_;
    const Registers& registers_;
    Period period_;
    Records records_;
    bool sessions_loaded_ = false;
    std::vector<Session> sessions_;
    Lists<int> platforms_, units_, present_;
    Lists<Attendance> attendances_;
    bool raised_known_ = false;
    std::vector<Problem> raised_;         // in the period
};

}  // namespace cpcc::report
