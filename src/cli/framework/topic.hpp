// A concept that `cpcc help TOPIC` and one manual page explain.
#pragma once

#include "cpcc/base/words.hpp"

#include <string_view>

namespace cpcc::cli {

struct Topic {
    std::string_view id;
    std::string_view noun;  // the noun on whose page it appears; empty: cpcc(1)
    Words text;             // "# Title", then the Markdown of framework/markdown.hpp

    Words title() const;
    Words body() const;
};

}  // namespace cpcc::cli
