#include "cpcc/db/sets.hpp"

namespace cpcc::db {

std::string set_parameters() {
    std::string list;
    for (std::size_t i = 0; i < set_size; ++i) list += (i ? ", $p" : "$p") + std::to_string(i);
    return list;
}

}  // namespace cpcc::db
