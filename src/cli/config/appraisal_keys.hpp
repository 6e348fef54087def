// The rows of [appraisal.NAME] and the sections inside it.
#pragma once

#include "config/keys.hpp"

#include <vector>

namespace cpcc::cli {

std::vector<ConfigSection> appraisal_sections();

}  // namespace cpcc::cli
