#include "cpcc/db/sets.hpp"

namespace cpcc::db {

std::string set_parameters(std::size_t width) {
    std::string list;
    for (std::size_t i = 0; i < width; ++i) list += (i ? ", $p" : "$p") + std::to_string(i);
    return list;
}

std::size_t set_width(std::size_t keys) noexcept {
    for (const std::size_t width : {1U, 8U})
        if (keys <= width) return width;
    return set_size;
}

}  // namespace cpcc::db
