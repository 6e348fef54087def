// Reads the facts of a period, source by source. Each source names its reader (measures/sources.hpp).
#pragma once

#include "facts/fact_context.hpp"
#include "facts/problem_facts.hpp"
#include "facts/session_facts.hpp"

namespace cpcc::report {

class FactReader {
public:
    FactReader(db::Connection& connection, const Registers& registers, const Period& period,
               Records records = Records::named, Topics topics = Topics::inherited)
        : context{connection, registers, period, records, topics} {}
    FactReader(const FactReader&) = delete;
    FactReader& operator=(const FactReader&) = delete;

    // Passes each fact of the source to `take`. Precondition: the source was not read before.
    void each(const Source& source, const TakeFact& take) { source.read(*this, source, take); }

    // For the functions of namespace `read`, which share rows between sources.
    const FactContext context;
    SessionFacts sessions{context};
    ProblemFacts problems{context};
};

}  // namespace cpcc::report
