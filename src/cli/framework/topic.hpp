// A concept that is no command: `cpcc help TOPIC` shows it, and so does one manual page.
#pragma once

#include "cpcc/base/words.hpp"

#include <string_view>

namespace cpcc::cli {

struct Topic {
    std::string_view id;
    std::string_view noun;      // on whose page it is; empty: on cpcc(1)
    Words text;                 // "# Title", then the Markdown of framework/markdown.hpp

    Words title() const;
    Words body() const;
};

}  // namespace cpcc::cli
