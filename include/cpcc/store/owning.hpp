// Decides which office owns a record that bundles carry (docs/exchange.md).
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// Which records an office owns.
struct Scope {
    std::string code;                // of the office
    std::vector<std::string> areas;  // codes
    bool registers = false;          // also areas, sectors and common topics
};

// Decides by the cells of a version whether its record is an office's own: by its code, or by that of the record that
// it is part of, or by its area.
class Owning {
public:
    Owning(db::Connection&, const Scope&);
    bool owns(const records::Kind&, const std::vector<std::string>& columns,
              const std::vector<std::string>& cells) const;
    // Returns whether the area lies in those of the office; true for an empty code.
    bool contains(std::string_view area) const;

private:
    bool has_own_code(std::string_view code) const;

    Scope scope_;
    std::map<std::string, std::string, std::less<>> parents_;  // of areas, by code
};

}  // namespace cpcc::store
