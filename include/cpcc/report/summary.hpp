// `report summary`: measures × groups for a period and an area (domain.md, 4; interface.md, Summary CSV).
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/report/asked.hpp"
#include "cpcc/report/groups.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

enum class Compare { none, previous, last_year };
// `previous` or `last-year`. Throws Error{usage} for anything else.
Compare parse_compare(std::string_view word);

struct SummarySpec {
    Period period;
    std::string office;               // for the title; may be empty
    std::optional<std::string> area;  // its code
    std::vector<Group> by;
    std::vector<Asked> measures;
    Compare compare = Compare::none;
    bool total = false;
    bool human = false;  // labels in place of choice ids, names for people
    bool filed = false;  // filed figures where an area keeps no records; by one level of areas and time at most
    std::vector<std::string> own_books =
        {};  // codes of areas whose records here are only samples: with `filed`, what they filed goes first
};

// A closed period's rows show what was frozen, and behind it in a column `MEASURE_adjustment` what changed since; the
// heading says who closed it and when. With `filed` they show figures of now, and where not `human` a column
// `MEASURE_source` (records, filed or mixed). Throws Error{failed} where there is no such area, Error{usage} for groups
// that don't go with `filed` or `compare`, and for own books of an area that there is not.
files::Table summary(db::Connection&, const SummarySpec&);

// The records behind one cell, `CODE[,CODE…]:MEASURE` or `MEASURE` for the total; `-` is the empty code. Their amounts
// add up to the figure; of a share, those that count and those that they are counted of are told apart. Throws
// Error{usage}.
files::Table explain(db::Connection&, const SummarySpec&, const std::string& cell);

}  // namespace cpcc::report
