// The registers as arrays, indexed by row number. A report reads them once, and needs no other query for an entry.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

inline constexpr int area_levels = 6;  // 1 province … 6 compound
inline constexpr int community_level = 5;

// First and last day (packed, as Date::packed); 0: open-ended. `live`: not voided.
struct Standing {
    int from = 0, until = 0;
    bool live = false;
    bool on(Date day) const { return live && from <= day.packed() && (until == 0 || until >= day.packed()); }
    bool during(const Period& p) const {
        return live && from <= p.last.packed() && (until == 0 || until >= p.first.packed());
    }
};

struct Named {
    std::string code, name;
    std::string shown() const { return code + " " + name; }
};

struct AreaEntry : Named {
    int level = 0, parent = 0;
    bool zone = false;
    Standing standing;
    std::array<int, area_levels + 1> at_level{};  // by level, the area itself or the one above it; 0: none
};
// The dated fields of platforms and members (domain.md, 2, "History does not move").
struct PlatformState {
    int kind = 0, basis = 0, area = 0, sector = 0;
    bool model = false;
};
struct MemberState {
    int level = 0, area = 0, sector = 0;
};

// An entry with dated fields. It is its current state, and has the earlier ones, each with its last day.
template <class State>
struct DatedEntry : Named, State {
    struct Former : State {
        int until = 0;  // packed
    };
    Standing standing;
    std::vector<Former> former;  // oldest first; empty for most entries

    // Returns what held on a day (packed).
    const State& on(int day) const {
        if (former.empty() || former.back().until < day) return *this;
        return *std::find_if(former.begin(), former.end(), [&](const Former& state) { return state.until >= day; });
    }
    // Returns whether any state of the entry that held on some day of the period, while it stood, meets a condition.
    template <class Meets>
    bool any_during(const Period& period, Meets meets) const {
        int since = period.first.packed();
        for (const Former& state : former) {
            if (state.until < since) continue;
            const int until = std::min(state.until, period.last.packed());
            if (standing.during({Date::packed(since), Date::packed(until)}) && meets(state)) return true;
            if (until == period.last.packed()) return false;
            since = Date::packed(until).plus_days(1).packed();
        }
        return standing.during({Date::packed(since), period.last}) && meets(static_cast<const State&>(*this));
    }
};
// Throws Error{failed}: the register of this kind has no such row.
[[noreturn]] void refuse_row(std::string_view kind, std::size_t id);

struct PlatformEntry : DatedEntry<PlatformState> {};
struct MemberEntry : DatedEntry<MemberState> {
    int committed_on = 0;
};
struct PlainEntry : Named {  // sectors, units
    int area = 0;
    Standing standing;
};
struct TopicEntry : PlainEntry {
    int parent = 0;
    std::vector<int> lineage;  // the topic itself and those above it: its records belong to all of them
};

// The entries of a register by row number. Row number 0 is an empty entry.
template <class Entry>
class Entries : public std::vector<Entry> {
public:
    explicit Entries(std::string_view kind) : kind_(kind) { this->resize(1); }

    // Throw Error{failed} for a row number that the register does not have. A database that another program changed may
    // refer to one.
    const Entry& operator[](std::size_t id) const {
        if (id >= this->size()) refuse_row(kind_, id);
        return this->begin()[static_cast<std::ptrdiff_t>(id)];
    }
    Entry& operator[](std::size_t id) {
        if (id >= this->size()) refuse_row(kind_, id);
        return this->begin()[static_cast<std::ptrdiff_t>(id)];
    }
    // Returns the entry at a row number, and grows the register if necessary. Throws Error{failed} for a number that
    // cpcc never gives.
    Entry& make(std::int64_t id) {
        constexpr std::int64_t most = 1 << 23;
        if (id <= 0 || id > most) refuse_row(kind_, static_cast<std::size_t>(id));
        if (this->size() <= static_cast<std::size_t>(id)) this->resize(static_cast<std::size_t>(id) + 1);
        return (*this)[static_cast<std::size_t>(id)];
    }

private:
    std::string_view kind_;
};

class Registers {
public:
    explicit Registers(db::Connection&);

    Entries<AreaEntry> areas{"area"};
    Entries<PlatformEntry> platforms{"platform"};
    Entries<MemberEntry> members{"member"};
    Entries<PlainEntry> sectors{"sector"}, units{"unit"};
    Entries<TopicEntry> topics{"topic"};

    // Returns the row number of an area. Throws Error{failed} if no area has the code.
    int area(const std::string& code) const;
    int find_area(const std::string& code) const;  // 0: no area has the code
    // Returns 0 if no area is asked for.
    int area(const std::optional<std::string>& asked) const { return asked ? area(*asked) : 0; }
    // Returns what held of a platform or a member on a day (packed). Row number 0: nothing.
    const PlatformState& platform(int id, int day) const { return platforms[static_cast<std::size_t>(id)].on(day); }
    const MemberState& member(int id, int day) const { return members[static_cast<std::size_t>(id)].on(day); }
    // Returns whether an area is the outer one or lies below it.
    bool lies_in(int area, int outer) const;

private:
    static void load_plain(db::Connection&, const std::string& sql, Entries<PlainEntry>& into);
    void load_areas(db::Connection&);
    void load_platforms(db::Connection&);
    void load_members(db::Connection&);
    void load_topics(db::Connection&);
    void require_place(const AreaEntry&) const;
    void place_areas();
};

}  // namespace cpcc::report
