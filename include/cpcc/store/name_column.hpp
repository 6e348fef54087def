// The columns of files that have names beside codes (interface.md, "List filters").
#pragma once

#include "cpcc/records/registry.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cpcc::store {

// A column with the names of what a field refers to, behind the column with the codes.
struct NameColumn {
    std::string id;      // "platform_name"
    std::string zh, en;  // its labels

    const std::string& label() const { return language() == Language::zh ? zh : en; }
    bool is_called(std::string_view header) const { return header == id || header == zh || header == en; }
};

// Returns the column of names for a field; nothing if the field refers to no records with names.
std::optional<NameColumn> name_column_of(const records::Field&);

}  // namespace cpcc::store
