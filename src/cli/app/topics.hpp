// The table of topics: concepts that `cpcc help TOPIC` explains. Their texts are the files of manual/.
#pragma once

#include "framework/topic.hpp"

#include <span>

namespace cpcc::cli {

std::span<const Topic> topics();

}  // namespace cpcc::cli
