#include "cpcc/store/name_column.hpp"

#include "cpcc/store/names.hpp"

#include <fmt/format.h>

namespace cpcc::store {

std::optional<NameColumn> name_column_of(const records::Field& field) {
    if (field.target.empty() || !Names::has_names(records::kind(field.target))) return std::nullopt;
    return NameColumn{fmt::format("{}_name", field.id), fmt::format("{}名称", field.label.zh),
                      fmt::format("{} name", field.label.en)};
}

}  // namespace cpcc::store
