// A group of a report by a field of what measures count: `level`, `platform.basis`, `session.kind`, `item`. Numbers its
// members, and finds those of a fact.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "facts/dated_fields.hpp"
#include "facts/registers.hpp"
#include "facts/row_numbers.hpp"
#include "measures/field_path.hpp"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace cpcc::report {

class FieldGroup {
public:
    // Finds the field in each of the sources; `id` is that of the group. Throws Error{usage} if it has different
    // meanings in them.
    FieldGroup(const Registers&, std::string_view id, const std::vector<const Source*>&);

    std::string_view id() const { return id_; }
    std::string label() const { return field_->label.str(); }
    // Returns the path to the field from facts of a source; null if they do not have it.
    const FieldPath* path(const Source&) const;
    // Reads the members of the records that facts of the source in a period can have. One query; none for a field that
    // facts carry, and for a register that was read before.
    void load(db::Connection&, const Source&, const Period&);
    // Returns the member of the value that a fact carries. Precondition: the path is that of a column.
    int of_value(const Source&, const Fact&) const;
    // Returns the member of a record at which the path begins, by what held on a day (packed). Precondition: the source
    // was loaded, and the path is not that of a column.
    int of_row(const Source&, std::int64_t row, int day) const;

    // Members are numbered from 1. `target`: the register whose row numbers they are; empty: another list.
    std::string_view target() const { return target_; }
    // Returns whether its members are the values that records have, which are known only after they are read.
    bool open() const { return open_; }
    int size() const;  // precondition: no register
    std::string code(int member) const;
    std::string name(int member) const;  // a label or title; empty: it has none

private:
    struct Reach {
        FieldPath path;
        std::optional<FieldOnDay> on_day = {};   // the dated field of the path
        std::optional<RowNumbers> members = {};  // by row of what the path, or its dated field, leads to
        bool loaded = false;
    };
    RowNumbers members_at(db::Connection&, const Source&, const FieldPath&, const Period&);
    std::string value_sql(const FieldPath&) const;
    int number(const db::Statement& row, int at);
    const Reach& at(const Source& source) const { return reaches_.at(&source); }

    const Registers& registers_;
    std::string_view id_;
    const records::Field* field_ = nullptr;
    std::string_view target_;
    bool open_ = false;
    std::map<const Source*, Reach> reaches_;
    std::unordered_map<std::string, int> numbers_;  // of an open group, by code
    std::vector<std::string> codes_, names_;
};

}  // namespace cpcc::report
