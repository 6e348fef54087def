// Counts with their nouns, for sentences in both languages.
#pragma once

#include "cpcc/base/words.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cpcc {

// Returns the count with its English noun, such as "1 row" or "2 rows". In Chinese returns the number alone: the
// sentence has the measure word.
std::string counted(std::int64_t count, std::string_view one, std::string_view many);

}  // namespace cpcc
