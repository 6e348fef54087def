// The Chinese words for nouns and verbs, which Chinese help shows and the command line takes.
#pragma once

#include <string_view>

namespace cpcc::cli {

// Returns the Chinese word for a noun; empty if it has none.
std::string_view chinese_noun(std::string_view noun);
// Returns the Chinese word for a verb of a noun; empty if it has none.
std::string_view chinese_verb(std::string_view noun, std::string_view verb);

// Return whether the word is the noun, or the verb of a noun, in English or Chinese.
bool is_noun(std::string_view word, std::string_view noun);
bool is_verb(std::string_view word, std::string_view noun, std::string_view verb);

}  // namespace cpcc::cli
