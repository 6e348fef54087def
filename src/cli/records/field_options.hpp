// Options for the fields of a kind, for add and edit, and the positional that names a record.
#pragma once

#include "cpcc/base/text.hpp"
#include "cpcc/records/registry.hpp"
#include "framework/command.hpp"
#include "records/record_edit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::cli {

// The values of the options of add and edit, by field; several for fields with several values.
struct FieldOptions {
    std::string name;  // the positional
    bool future = false;
    std::optional<std::string> from;  // the day from which the values of dated fields hold
    std::vector<std::optional<std::string>> single;
    std::vector<std::vector<std::string>> several;

    FieldValues said(const records::Kind& kind) const {
        FieldValues all;
        for (std::size_t f = 0; f < kind.fields.size(); ++f) {
            if (single[f]) all[kind.fields[f].id] = *single[f];
            if (!several[f].empty()) all[kind.fields[f].id] = join(several[f], ";");
        }
        return all;
    }
};

// Returns the option name of a field: "held-on" for `held_on`.
std::string dashed(std::string_view field);

// Appends an option for every field but the code. `adding`: marks required ones.
void add_field_options(const records::Kind&, FieldOptions&, Options&, bool adding);

// Returns the positional that names one record: CODE, or ROW for kinds without codes.
Option name_option(const records::Kind&, std::string& into);

// Throws Error{usage} for the first required field that is missing.
void require_all(const records::Kind&, const std::string& verb, const FieldValues&);

}  // namespace cpcc::cli
