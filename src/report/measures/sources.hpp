// Sources of facts. Each is one row of a table. Code that counts reads the properties in the row, so that it works for
// every source.
#pragma once

#include "cpcc/records/registry.hpp"
#include "cpcc/report/asked.hpp"
#include "cpcc/report/groups.hpp"
#include "measures/fact.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

class FactReader;

// Functions that read the facts of a source. src/report/facts/ defines them.
namespace read {
void platforms(FactReader&, const Source&, const TakeFact&);
void members(FactReader&, const Source&, const TakeFact&);
void assigned_members(FactReader&, const Source&, const TakeFact&);
void commitments(FactReader&, const Source&, const TakeFact&);
void areas(FactReader&, const Source&, const TakeFact&);
void communities(FactReader&, const Source&, const TakeFact&);
void assignments(FactReader&, const Source&, const TakeFact&);
void topics(FactReader&, const Source&, const TakeFact&);
void sessions(FactReader&, const Source&, const TakeFact&);
void attendances(FactReader&, const Source&, const TakeFact&);
void participations(FactReader&, const Source&, const TakeFact&);
void problems(FactReader&, const Source&, const TakeFact&);
void lookbacks(FactReader&, const Source&, const TakeFact&);
void documents(FactReader&, const Source&, const TakeFact&);
void handlings(FactReader&, const Source&, const TakeFact&);
void donations(FactReader&, const Source&, const TakeFact&);
void pledges(FactReader&, const Source&, const TakeFact&);
void pairings(FactReader&, const Source&, const TakeFact&);
void publicity(FactReader&, const Source&, const TakeFact&);
void commendations(FactReader&, const Source&, const TakeFact&);
}  // namespace read

// The records that count in a period: those dated in it (a flow), those in force on its last day (a stock), or those in
// force on any of its days.
enum class Dated { in_period, on_last_day, on_any_day };

// The place of a fact. `by_area`: its own area, even if it has platforms. `by_platforms`: its platforms, or its own
// area if it has none.
enum class Lies { by_area, by_platforms };

// The meaning of Fact::person in a distinct count: a row number, or a number by which its reader tells documents apart.
// Facts of members have the sector of the member, all others the sectors of their platforms (interface.md, Summary
// CSV).
enum class Counts { records, members, units, platforms, documents };

// The part of a fact that has the value of a column; `record`: its own record or its owner, for fields without a
// column.
enum class Holds { value, platforms, members, units, sector, tags, record };

// A property by which a report groups, filters or adds up the facts of a source.
struct Column {
    records::Field field;  // of a kind of record, or a property that the reader computes
    Holds holds = Holds::value;
    std::string_view sql = {};            // the value in the reader's SELECT; empty: the reader computes it
    std::size_t value = 0;                // index in Fact::values
    std::string_view inherited_sql = {};  // for topics: the value with those of the session and the problem
};

// Returns the value for an empty field: 0 for choices and references, which number from 1, and for yes/no fields, where
// an empty one is "no"; otherwise no_value.
std::int64_t none_of(const records::Field&) noexcept;

// A value that a reader selects: its index in Fact::values, and its value if the field is empty.
struct Selected {
    std::size_t value;
    std::int64_t none;
};

struct Source {
    std::string_view id;
    std::string_view kind;  // of the records
    std::string_view day;   // the field that dates the records; empty: they have no date
    Dated dated;
    Lies lies;
    Counts counts;
    std::vector<Column> columns;
    void (*read)(FactReader&, const Source&, const TakeFact&);
    bool by_committee = false;  // facts lie where a committee is, so groups below districts and platforms mean nothing
    bool lazy_rows = false;  // row numbers are 0 unless needed, because they take as long to read as all other columns
    std::string_view owner = {};          // the kind of Fact::owner, whose fields apply too; empty: facts have none
    std::vector<Selected> selected = {};  // the columns with SQL, in their order

    const Column* find(std::string_view field) const noexcept;
    const Column& at(std::string_view field) const;  // precondition: the column exists
    std::size_t value(std::string_view field) const { return at(field).value; }
    bool of_people() const noexcept { return counts == Counts::members; }
    std::string_view counted_kind() const noexcept;  // the kind of the records in a distinct count
    // Returns the end of the reader's column list, e.g. `, p.kind, p.form`.
    std::string select(bool inherited_topics = false) const;
    // Returns whether its facts have a meaning by that group (the table in cpcc help groups).
    bool has_group(Group) const noexcept;
};

std::span<const Source> sources();
const Source& source(std::string_view id);  // precondition: the source exists

inline const Source& source_of(const Measure& measure) { return source(measure.source); }
inline const Source& source_of(const Asked& asked) { return source_of(*asked.base); }

// Returns the sources of the measures, each once.
std::vector<const Source*> sources_of(const std::vector<Asked>&);

// Returns the field whose choices are the members of the group `form` or `category`; it is the same for all sources.
const records::Field& choice_field(Group);

}  // namespace cpcc::report
