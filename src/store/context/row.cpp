#include "cpcc/store/row.hpp"

namespace cpcc::store {

Counts& Counts::operator+=(const Counts& other) {
    added += other.added;
    updated += other.updated;
    unchanged += other.unchanged;
    rejected += other.rejected;
    voided += other.voided;
    named += other.named;
    return *this;
}

}  // namespace cpcc::store
