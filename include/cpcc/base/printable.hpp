// Text that is harmless to a terminal and a page (interface.md, Output).
#pragma once

#include <string>
#include <string_view>

namespace cpcc {

// Makes text from records, files or arguments harmless to a terminal and a page: it must not move the cursor, change
// colours or reverse the direction of what follows. Replaces control characters (C0, C1), the controls of direction
// (U+202A–U+202E, U+2066–U+2069) and bytes that are not UTF-8 with U+FFFD. `make_printable` works from position `from`
// on.
enum class Breaks { spaces, kept };  // what becomes of line breaks and tabs
void make_printable(std::string& text, std::size_t from, Breaks breaks = Breaks::spaces);
std::string printable(std::string_view text, Breaks breaks = Breaks::spaces);

// Returns a message as one printable line. A longer one than some screens, which quotes a huge cell, is cut in its
// middle and says so.
std::string message_line(std::string_view text);

}  // namespace cpcc
