// The outcome of a merge of two records (Change::merge).
#pragma once

#include "cpcc/store/records.hpp"

#include <cstdint>
#include <vector>

namespace cpcc::store {

struct Merged {
    std::vector<Reference> moved;   // records that refer to the other record now
    std::vector<Reference> voided;  // records that it has already, such as two attendances of one session
    std::int64_t records() const {
        std::int64_t all = 1;  // the one that is gone
        for (const auto* some : {&moved, &voided})
            for (const Reference& reference : *some) all += reference.count;
        return all;
    }
};

}  // namespace cpcc::store
