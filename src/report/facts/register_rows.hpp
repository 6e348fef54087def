// The entries of a register by the id of its kind.
#pragma once

#include "facts/registers.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace cpcc::report {

// Calls `use` with the entries of a register; nothing for a kind that is none. Returns whether it is one.
template <class Use>
bool with_register(const Registers& registers, std::string_view kind, Use use) {
    if (kind == "area")
        use(registers.areas);
    else if (kind == "platform")
        use(registers.platforms);
    else if (kind == "member")
        use(registers.members);
    else if (kind == "sector")
        use(registers.sectors);
    else if (kind == "unit")
        use(registers.units);
    else if (kind == "topic")
        use(registers.topics);
    else
        return false;
    return true;
}

// Calls `each` with every row number of a register and its entry. Precondition: the kind is a register.
template <class Each>
void each_entry(const Registers& registers, std::string_view kind, Each each) {
    const bool known = with_register(registers, kind, [&](const auto& entries) {
        for (std::size_t row = 1; row < entries.size(); ++row) each(static_cast<int>(row), entries[row]);
    });
    if (!known) throw std::logic_error("no register of kind " + std::string(kind));
}

}  // namespace cpcc::report
