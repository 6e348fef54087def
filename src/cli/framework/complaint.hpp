// Prints errors: a sentence for people, or an object of JSON for programs (--errors json).
#pragma once

#include "cpcc/base/error.hpp"

#include <iosfwd>
#include <string>
#include <string_view>

namespace cpcc::cli {

enum class ErrorForm { text, json };

// Returns the form with this name. Throws Error{usage} if there is none.
ErrorForm error_form(std::string_view name);

// Prints an error as one line. In JSON it has the keys code, exit, place, message and hint. The place is what the
// message begins with: `cpcc.toml:2: …` or `--kind: …`.
void complain(std::ostream&, ErrorForm, Exit, const std::string& message, const std::string& hint = {});

}  // namespace cpcc::cli
