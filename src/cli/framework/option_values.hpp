// The values that a command line gave to an option.
#pragma once

#include "framework/command.hpp"

namespace cpcc::cli {

// Calls `change` with every value that the option was given.
template <class Change>
void each_value(const Option& option, Change change) {
    if (auto* const* one = std::get_if<std::string*>(&option.into); one && !(*one)->empty()) change(**one);
    if (auto* const* one = std::get_if<std::optional<std::string>*>(&option.into); one && **one) change(***one);
    if (auto* const* all = std::get_if<std::vector<std::string>*>(&option.into))
        for (std::string& value : **all) change(value);
}

// Returns whether the option was given a value. A flag never is.
inline bool is_given(const Option& option) {
    bool given = false;
    each_value(option, [&](std::string&) { given = true; });
    return given;
}

// Gives the option one value more. Precondition: it is no flag.
inline void give(const Option& option, std::string value) {
    if (auto* const* one = std::get_if<std::string*>(&option.into))
        **one = std::move(value);
    else if (auto* const* maybe = std::get_if<std::optional<std::string>*>(&option.into))
        **maybe = std::move(value);
    else
        std::get<std::vector<std::string>*>(option.into)->push_back(std::move(value));
}

// Returns whether the value is a comma-separated list.
inline bool is_list(const Option& option) { return option.value.ends_with("…"); }

}  // namespace cpcc::cli
