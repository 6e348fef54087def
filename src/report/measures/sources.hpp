// Sources: what is counted. Each is one row, and everything that counts asks the row instead of knowing the source.
#pragma once

#include "cpcc/records/condition.hpp"
#include "cpcc/report/asked.hpp"
#include "cpcc/report/groups.hpp"
#include "measures/fact.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

class FactReader;

// Functions that read the facts of a source; the room facts/ defines them.
namespace read {
void platforms(FactReader&, const Source&, const TakeFact&);
void members(FactReader&, const Source&, const TakeFact&);
void assigned_members(FactReader&, const Source&, const TakeFact&);
void commitments(FactReader&, const Source&, const TakeFact&);
void communities(FactReader&, const Source&, const TakeFact&);
void assignments(FactReader&, const Source&, const TakeFact&);
void topics(FactReader&, const Source&, const TakeFact&);
void sessions(FactReader&, const Source&, const TakeFact&);
void attendances(FactReader&, const Source&, const TakeFact&);
void participations(FactReader&, const Source&, const TakeFact&);
void problems(FactReader&, const Source&, const TakeFact&);
void lookbacks(FactReader&, const Source&, const TakeFact&);
void documents(FactReader&, const Source&, const TakeFact&);
void donations(FactReader&, const Source&, const TakeFact&);
void pledges(FactReader&, const Source&, const TakeFact&);
void pairings(FactReader&, const Source&, const TakeFact&);
void publicity(FactReader&, const Source&, const TakeFact&);
void commendations(FactReader&, const Source&, const TakeFact&);
}  // namespace read

// Which records of a period count: those dated in it (flow), or those in force on its last day (stock) or on any of its
// days.
enum class Dated { in_period, on_last_day, on_any_day };

// By what a fact lies in an area: its own area whatever platforms it has, or its platforms (its area where it has
// none).
enum class Lies { by_area, by_platforms };

// Whom a fact stands for in a distinct count. Facts of members have the member's sector, all others their platforms'
// (interface.md, Summary CSV).
enum class Counts { records, members, units, platforms };

// Where a column's value stands in a fact.
enum class Holds { value, platforms, members, units, sector, tags };

// What facts of a source can be grouped by, narrowed by or added up by.
struct Column {
    records::Field field;  // of a kind, or a property that the reader computes
    Holds holds = Holds::value;
    std::string_view sql = {};  // the value in the reader's SELECT; empty: the reader computes it
    std::size_t value = 0;      // its place in Fact::values
};

// Returns the value of a field that a record lacks: choices and references number from 1.
std::int64_t none_of(const records::Field&) noexcept;

// A value that a reader selects: its place in Fact::values, and what it is where the record has none.
struct Selected {
    std::size_t value;
    std::int64_t none;
};

struct Source {
    std::string_view id;
    std::string_view kind;  // of the records
    std::string_view day;   // the field that dates them; empty: they are no event
    Dated dated;
    Lies lies;
    Counts counts;
    std::vector<Column> columns;
    void (*read)(FactReader&, const Source&, const TakeFact&);
    bool lazy_rows = false;  // a row number takes as long to read as all else: it is 0 unless something asks for it
    std::vector<Selected> selected = {};  // the columns with SQL, in their order

    const Column* find(std::string_view field) const noexcept;
    const Column& at(std::string_view field) const;  // precondition: it has that column
    std::size_t value(std::string_view field) const { return at(field).value; }
    bool of_people() const noexcept { return counts == Counts::members; }
    std::string_view counted_kind() const noexcept;  // the kind of record that a distinct count counts
    std::string select() const;                      // `, p.kind, p.form`: what its columns add to the reader's SELECT
    // Returns whether its facts have a meaning by that group (the table in docs/cpcc.1, "Groups").
    bool has_group(Group) const noexcept;
};

std::span<const Source> sources();
const Source& source(std::string_view id);  // precondition: it exists

inline const Source& source_of(const Measure& measure) { return source(measure.source); }
inline const Source& source_of(const Asked& asked) { return source_of(*asked.base); }

// Returns the sources of the measures, each once.
std::vector<const Source*> sources_of(const std::vector<Asked>&);

// Parses conditions on the facts of a source; `option` names their place. Throws Error{usage}.
std::vector<records::Condition> conditions_on(const Source&, std::span<const std::string> texts,
                                              std::string_view option);
std::vector<records::Condition> conditions_on(const Source&, const Where&);

// The list of choices behind the groups `form` and `category`, which is one whatever the source.
const records::Field& choice_field(Group);

}  // namespace cpcc::report
