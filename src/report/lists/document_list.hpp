// Documents with their handling, step by step.
#pragma once

#include "lists/record_list.hpp"

#include <map>

namespace cpcc::report {

struct HandlingStep {
    int done_on = 0, step = 0, level = 0;  // `step` and `level` are numbers of choices; level 0: none
    std::string by;
};

// Returns the steps of each document in the order of their days. A document's own `adopted_on` and `replied_on` are
// steps too, unless a record has the same step on the same day (domain.md, 2).
std::map<std::int64_t, std::vector<HandlingStep>> handling_of(db::Connection&, std::span<const std::int64_t> documents);

// Returns the words for a step, such as "adopted, city" or "replied, 区住建局".
std::string step_words(const HandlingStep&);

// Returns a row for each step of the documents, and one for a document without any. `sql` selects the row number, day,
// code, kind, title and result of each document.
files::Table read_documents(db::Connection&, const std::string& sql, const Parameters&, bool human);

// Returns the SQL condition that the document `d` was filed, adopted, replied to or handled from $first to $last.
std::string handled_in_period();

}  // namespace cpcc::report
