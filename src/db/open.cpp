#include "cpcc/base/heap.hpp"
#include "cpcc/db/catalog.hpp"
#include "engines.hpp"

#include <filesystem>

namespace cpcc::db {

bool is_url(std::string_view name) noexcept {
    return name.starts_with("postgresql://") || name.starts_with("postgres://");
}

std::unique_ptr<Connection> open(const std::string& name, Mode mode) {
    widen_heap();
    return is_url(name) ? open_postgres(name, mode) : open_sqlite(name, mode);
}

bool exists(const std::string& name) {
    return is_url(name) ? open(name, Mode::read)->catalog().has_any_table() : std::filesystem::exists(name);
}

}  // namespace cpcc::db
