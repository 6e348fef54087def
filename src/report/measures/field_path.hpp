// Finds the fields of what a source counts: `title`, `platform.basis`, `session.kind`. Conditions on measures and
// groups of reports name fields in this way.
#pragma once

#include "measures/sources.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

// The way from a fact to a field. It begins at a column of the source, or at a record: the fact's own or its owner.
struct FieldPath {
    const Column* column = nullptr;                // null: it begins at a record
    std::string_view kind = {};                    // of the record at which it begins, or to which the column refers
    std::vector<const records::Field*> refs = {};  // the references that lead on from there
    const records::Field* field = nullptr;         // of the last record; the column's own field if `kind` is empty

    bool is_column() const noexcept { return kind.empty(); }
};

// The field of a path whose value changes from a day on (records::Field::dated). A path has at most one: such fields
// lead to areas and sectors, which have none.
struct DatedStep {
    std::vector<const records::Field*> refs;  // from the beginning of the path to the record with the field
    std::string_view kind;                    // of that record
    const records::Field* field;
    std::optional<FieldPath> rest;  // from the record to which the field refers; none: the path ends at the field
};
// Returns nothing if no field of the path changes, or if it is the path of a column, whose value the fact carries.
std::optional<DatedStep> dated_step(const FieldPath&);

// Finds a field by its id or label, each part of a path likewise. A name without a dot is a column of the source, or
// else a field of its records, or else of their owners. The reference to the owner leads to the owner's code. Returns
// nothing if there is no such field.
std::optional<FieldPath> find_path(const Source&, std::string_view name);

// Returns the paths that groups can use: all fields of its records, their owners, and the records to which they refer.
std::vector<std::pair<std::string, FieldPath>> paths_of(const Source&);

}  // namespace cpcc::report
