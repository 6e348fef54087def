// Who writes, and what he holds rows to.
#pragma once

#include "cpcc/base/date.hpp"
#include "cpcc/records/value.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace cpcc::store {

// What a row must pass besides what its kind declares, where only a higher floor knows it, as it does the measures:
// says no by calling `refuse` with a field and the reason. Null: nothing.
using Refuse = std::function<void(std::string_view field, std::string reason)>;
using CheckRow = std::function<void(const records::Kind&, std::span<const records::Value>, const Refuse& refuse)>;

struct Author {
    std::string by;      // who, for the history
    std::string office;  // office.code, for codes that are made; may be empty
    Date today;
    CheckRow check = nullptr;
};

}  // namespace cpcc::store
