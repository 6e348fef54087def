// Reads the figures that areas filed, and compares them with figures from records.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/records/choices.hpp"
#include "cpcc/report/measures.hpp"
#include "facts/registers.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace cpcc::report {

using Wording = records::FilingQualifier;

struct Filing {
    std::int64_t id = 0;
    std::string code;
    int area = 0;
    Period period;
    std::string measure;
    std::int64_t value = 0;  // ten-thousandths, as stored
    Wording wording = Wording::exact;
    Date filed_on;
    std::string source;
};

// Returns the filings of an area (0: everywhere) and of those below it, without voided ones, in the order of filing.
std::vector<Filing> filings(db::Connection&, const Registers&, int area);

// The filing that counts, by area and measure.
using FiledFigures = std::map<std::pair<int, std::string>, Filing>;
// Returns the last filing of each area and measure for exactly these days. Precondition: filings in their order.
FiledFigures filed_in(const std::vector<Filing>&, const Period&);

// Returns the areas of `filings.areas` in the configuration. Throws Error{usage} for an unknown code.
std::set<int> filing_areas(const Registers&, const std::vector<std::string>& codes);

// Converts a filed value to the measure's unit (a number, fen, or ten-thousandths of a share), rounded half up.
std::int64_t in_unit(const Measure&, std::int64_t ten_thousandths);
// Converts a value in the measure's unit to ten-thousandths.
std::int64_t in_ten_thousandths(const Measure&, std::int64_t value);

// Returns why a measure cannot have a value (1200.5 consultations, a share of 2); empty if it can.
std::string unfit(const Measure&, std::int64_t ten_thousandths);

// Returns a value in words, without its unit: `60`, `近700`, `800余`.
std::string worded(const Filing&);

// Returns whether records agree with a filed figure. This is the only place of the rule (cpcc help filed-figures). All
// values are in ten-thousandths:
//   exact  recorded equals filed;
//   over   recorded is more, but below the next number that is as round: 60余 is 61 … 69, 1200余 is 1201 … 1299.
//          Whole numbers are at least as round as tens: 65余 is 66 … 74;
//   near   recorded is less, by at most a tenth: 近700 is 630 … 699;
//   about  recorded is more or less, by at most a tenth.
bool agrees(Wording, std::int64_t filed, std::int64_t recorded);

}  // namespace cpcc::report
