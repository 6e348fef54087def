// The ids of the measures that every office has, for completion.
#pragma once

#include <string>
#include <vector>

namespace cpcc::cli {

std::vector<std::string> measure_ids();

}  // namespace cpcc::cli
