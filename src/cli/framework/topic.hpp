// A concept that is no command: `cpcc help TOPIC` shows it, and so does one manual page.
#pragma once

#include "cpcc/base/words.hpp"

#include <span>
#include <string_view>

namespace cpcc::cli {

struct Topic {
    std::string_view id;
    std::string_view noun;      // on whose page it is; empty: on cpcc(1)
    Words text;                 // "# Title", then the Markdown of framework/markdown.hpp

    Words title() const;
    Words body() const;
};

// THE table of topics (app/topics.cpp); their texts are the files of manual/.
std::span<const Topic> topics();

}  // namespace cpcc::cli
