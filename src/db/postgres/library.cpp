#include "postgres/library.hpp"

namespace cpcc::db {

const Libpq& libpq() {
    static const Libpq loaded;
    return loaded;
}

}  // namespace cpcc::db
