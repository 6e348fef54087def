// Conditions on records: `kind=consult`, `due_on<2024-09-04`, `title~停车` (interface.md, List filters). Lists and
// measures share this language. It is parsed here; the store turns a condition into SQL, and reports evaluate it on
// facts.
#pragma once

#include "cpcc/records/value.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::records {

enum class Operator : std::uint8_t { equal, unequal, less, at_most, greater, at_least, contains, lacks };

// Returns the operator as a person writes it.
std::string_view sign_of(Operator) noexcept;
bool is_ordered(Operator) noexcept;
// Returns whether a record must match none of the values: `!=` and `!~`.
bool is_negative(Operator) noexcept;

struct Condition {
    const Field* field;  // of the record, or of the one that the path leads to
    Operator op;
    // As `convert` returns them; an empty one: no value. One of several (`A|B`) must match, or none if is_negative().
    std::vector<Value> values;
    std::vector<const Field*> path = {};  // the references that lead from the record to the one with the field
    std::string_view kind = {};           // of the record that is tested, where several come in question
};

// The fields that conditions of one place can name.
struct ConditionFields {
    std::string of;  // what has them, for messages: the kind's label
    std::vector<const Field*> fields;
    std::string help;  // where they are listed
};

// Returns the code of the record that a text means.
using CodeOf = std::function<std::string(const Kind&, std::string_view text)>;

// Parses a condition; `option` names the place of the text. Throws Error{usage} for an unknown field, for an operator
// that the type of the field does not have, and for a wrong value. It names the nearest field.
Condition parse_condition(const ConditionFields&, std::string_view text, std::string_view option,
                          const CodeOf& code_of = nullptr);

// Parses a condition on the fields of a kind and of what its records refer to: `title~停车`, `platform.kind=home`.
// `code_of` reads the value of a reference; null: it must be a code.
Condition parse_condition(const Kind&, std::string_view text, std::string_view option = "--where",
                          const CodeOf& code_of = nullptr);

// Returns the name before the operator, e.g. `platform.kind`; empty if there is none.
std::string_view field_name_in(std::string_view text);

}  // namespace cpcc::records
