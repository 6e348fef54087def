// Shorthands for the table of measures: each returns a measure with one more property.
#pragma once

#include "cpcc/report/measures.hpp"

namespace cpcc::report {

constexpr Measure sum(std::string_view value, Measure measure) {
    measure.value = value;
    return measure;
}

constexpr Measure distinct(Measure measure) {
    measure.distinct = true;
    return measure;
}

constexpr Measure yuan_of(std::string_view value, Measure measure) {
    measure.unit = Unit::yuan;
    return sum(value, measure);
}

constexpr Measure only_by(std::array<std::string_view, 2> fields, Measure measure) {
    measure.only_by = fields;
    return measure;
}

constexpr Measure share_of(Where of, Measure measure) {
    measure.of = of;
    measure.unit = Unit::share;
    return measure;
}

constexpr Measure mean_of(std::string_view value, Measure measure) {
    measure.unit = Unit::mean;
    return sum(value, measure);
}

}  // namespace cpcc::report
