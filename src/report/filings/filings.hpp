// Figures that areas filed, in the units of the measures they name.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/records/choices.hpp"
#include "cpcc/report/measures.hpp"
#include "facts/registers.hpp"

#include <map>
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
    std::int64_t value = 0;  // ten-thousandths, as it is kept
    Wording wording = Wording::exact;
    Date filed_on;
    std::string source;
};

// The live ones of the area (0: everywhere) and below it, from the first filed to the last.
std::vector<Filing> filings(db::Connection&, const Registers&, int area);

// For an area and a measure the one that counts in a period: of those that mean just these days the last filed.
using FiledFigures = std::map<std::pair<int, std::string>, Filing>;
FiledFigures filed_in(const std::vector<Filing>&, const Period&);

// A filed value as the measure counts (a number, fen, or a share's ten-thousandths; halves go up), and back.
std::int64_t in_unit(const Measure&, std::int64_t ten_thousandths);
std::int64_t in_ten_thousandths(const Measure&, std::int64_t value);

// Why a measure can't have a value (`1200.5` consultations, a share of 2); empty where it can.
std::string unfit(const Measure&, std::int64_t ten_thousandths);

// `60`, `近700`, `800余`: a value as a person reads it, without its unit.
std::string worded(const Filing&);

// THE rule of whether records agree with a filed figure (cpcc help filed-figures), all in ten-thousandths:
//   exact  they are equal;
//   over   they are more, but not as many as the next number as round: 60余 is 61 … 69, 1200余 is 1201 … 1299. A whole
//   number's
//          last ten is round enough: 65余 is 66 … 74;
//   near   they are less, by at most a tenth: 近700 is 630 … 699;
//   about  they are more or less by at most a tenth.
bool agrees(Wording, std::int64_t filed, std::int64_t recorded);

}  // namespace cpcc::report
