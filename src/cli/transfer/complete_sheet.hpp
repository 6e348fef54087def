// `import --complete`: the files are all that there is of a kind in an area and a period. What is there besides, and
// is in none of them, is voided.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/store/change.hpp"
#include "framework/context.hpp"

#include <optional>
#include <string>

namespace cpcc::cli {

struct CompleteOptions {
    bool complete = false;
    std::optional<std::string> area, period, why;
};

class CompleteSheet {
public:
    // Throws Error{usage} if the area or the period is missing, or if the kind has no days.
    CompleteSheet(Context&, const records::Kind&, const CompleteOptions&);

    // Lets the change remember which records the rows are about. Call it before the first row.
    void watch(store::Change& change) const { change.watch(kind_); }
    // Names the records of the area and period that no row is about, and voids them. `source` names the files in the
    // reason. With `asks` it first asks for consent: throws Error{usage} without a terminal and --yes.
    // Precondition: all rows were added.
    void void_missing(store::Change&, const std::string& source, bool asks);

private:
    std::string line_of(const store::Record&) const;

    Context& context_;
    const records::Kind& kind_;
    std::string area_, reason_;
    Period period_;
};

// Returns what the options say of the files; nothing without --complete. `kind`: of the files; null: a directory is
// imported. Throws Error{usage} if the options do not fit each other.
std::optional<CompleteSheet> complete_sheet(Context&, const CompleteOptions&, const records::Kind* kind,
                                            bool keep_good);

// Returns --complete, --area, --period and --why.
Options complete_options(CompleteOptions&);

}  // namespace cpcc::cli
