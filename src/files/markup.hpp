// Text in HTML and XML.
#pragma once

#include <string>
#include <string_view>

namespace cpcc::files {

// Appends the text as an element or a quoted attribute holds it: with `&lt;` for `<`, free of controls (printable.hpp)
// and of the characters that XML forbids. Line breaks and tabs stay.
void append_escaped(std::string& to, std::string_view text);

}  // namespace cpcc::files
