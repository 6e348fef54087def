// Helpers of the tests of values: a field, and what a cell of it is converted to.
#pragma once

#include "cpcc/records/value.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace cpcc::records {

inline const Field& field(std::string_view kind_id, std::string_view id) { return kind(kind_id).at(id); }

// Returns a field of a type that no kind uses yet.
inline Field of_type(Type type) {
    Field made = text("made", {"某项", "made"});
    made.type = type;
    return made;
}

inline bool refused(const Field& f, std::string_view cell, bool lenient = false) {
    return !convert(f, cell, {.lenient = lenient}).reason.empty();
}

inline std::int64_t number_of(const Field& f, std::string_view cell, bool lenient = false) {
    const Converted converted = convert(f, cell, {.lenient = lenient});
    CAPTURE(std::string(cell));
    REQUIRE(converted.reason == "");
    REQUIRE(std::holds_alternative<std::int64_t>(converted.value));
    return number(converted.value);
}

inline std::string text_of(const Field& f, std::string_view cell, bool lenient = false) {
    const Converted converted = convert(f, cell, {.lenient = lenient});
    CAPTURE(std::string(cell));
    REQUIRE(converted.reason == "");
    REQUIRE(std::holds_alternative<std::string>(converted.value));
    return std::get<std::string>(converted.value);
}

}  // namespace cpcc::records
