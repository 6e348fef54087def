// Names of records in the conditions of an office's own measures and rules (interface.md, "Names are as good as
// codes").
#pragma once

#include "cpcc/records/condition.hpp"
#include "cpcc/report/appraisal.hpp"
#include "cpcc/report/asked.hpp"

namespace cpcc::report {

// Replaces the names in the conditions by codes. `code_of` returns the code that a text means, and throws if it means
// none. Precondition: the conditions are valid.
void read_names(CustomMeasure&, const records::CodeOf& code_of);
void read_names(AppraisalRule&, const records::CodeOf& code_of);

}  // namespace cpcc::report
