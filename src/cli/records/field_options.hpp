// A kind's fields as options, for add and edit, and the positional that names a record.
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

// What the options of add and edit are bound to: for each field what was said, several times where it has several values.
struct FieldOptions {
    std::string name;                                   // the positional
    std::vector<std::optional<std::string>> single;
    std::vector<std::vector<std::string>> several;

    Said said(const records::Kind& kind) const {
        Said all;
        for (std::size_t f = 0; f < kind.fields.size(); ++f) {
            if (single[f]) all[kind.fields[f].id] = *single[f];
            if (!several[f].empty()) all[kind.fields[f].id] = join(several[f], ";");
        }
        return all;
    }
};

// `held_on` as an option has it: held-on.
std::string dashed(std::string_view field);

// Appends an option for every field but the code. `adding`: help marks those that a new record needs.
void add_field_options(const records::Kind&, FieldOptions&, Options&, bool adding);

// The positional that names one record: CODE, or ROW where the kind has no codes.
Option name_option(const records::Kind&, std::string& into);

// Throws Error{usage} for the first field that a new record needs and that is not given.
void require_all(const records::Kind&, const std::string& verb, const Said&);

}  // namespace cpcc::cli
