#include "cpcc/records/personal.hpp"

#include <array>

namespace cpcc::records {

std::span<const std::string_view> personal_fields(const Kind& kind) {
    static constexpr std::array<std::string_view, 4> of_members{"name", "phone", "skills", "note"};
    if (kind.id == "member") return of_members;
    return {};
}

}  // namespace cpcc::records
