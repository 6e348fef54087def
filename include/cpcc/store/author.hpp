// The author of a change, and an additional check of each row.
#pragma once

#include "cpcc/base/date.hpp"
#include "cpcc/records/value.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace cpcc::store {

// Refuses the row: names a field and the reason.
using Refuse = std::function<void(std::string_view field, std::string reason)>;
// Checks a row beyond the declaration of its kind and calls `refuse` for each error. A higher floor supplies it,
// because only that floor knows the measures. Null: no check.
using CheckRow = std::function<void(const records::Kind&, std::span<const records::Value>, const Refuse& refuse)>;

struct Author {
    std::string by;      // the author's name, for the history
    std::string office;  // office.code, the prefix of generated codes; may be empty
    Date today;
    CheckRow check = nullptr;
    bool future = false;       // may add facts that are dated after today
    std::string area = {};     // office.area, where a name is looked for first; may be empty
    std::string login = {};    // the system's user, for the history
    std::string command = {};  // noun and verb, for the history
};

}  // namespace cpcc::store
