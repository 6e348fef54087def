#include "cpcc/base/counted.hpp"

namespace cpcc {

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
    return language() == Language::zh ? fmt::format("{}", count) : fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace cpcc
