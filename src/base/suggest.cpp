#include "cpcc/base/suggest.hpp"

#include "cpcc/base/text.hpp"

#include <utility>

namespace cpcc {

std::string did_you_mean(std::string_view right) { return say(Words{"是否应为 {}？", "did you mean {}?"}, right); }

std::string suggest(std::string_view word, std::span<const std::string_view> known, const std::string& otherwise,
                    std::string_view before, std::string_view after) {
    const auto near = nearest(word, known);
    return near ? did_you_mean(fmt::format("{}{}{}", before, *near, after)) : otherwise;
}

Error unknown_word(std::string message, std::string_view word, std::span<const std::string_view> known,
                   const std::string& otherwise) {
    return Error(Exit::usage, std::move(message), suggest(word, known, otherwise));
}

}  // namespace cpcc
