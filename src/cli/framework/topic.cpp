#include "framework/topic.hpp"

namespace cpcc::cli {

Words Topic::title() const {
    const auto first_line = [](std::string_view all) { return all.substr(2, all.find('\n') - 2); };
    return {first_line(text.zh), first_line(text.en)};
}

Words Topic::body() const {
    const auto below = [](std::string_view all) { return all.substr(all.find('\n') + 1); };
    return {below(text.zh), below(text.en)};
}

}  // namespace cpcc::cli
