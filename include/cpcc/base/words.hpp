// The two languages of every text that a person reads.
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>

namespace cpcc {

enum class Language { zh, en };

// The language of this process, set once at start, before anything is printed.
Language language() noexcept;
void set_language(Language) noexcept;

// One text in both languages, side by side at the point of use. Placeholders are fmt's, numbered or in the same order
// in both.
struct Words {
    std::string_view zh;
    std::string_view en;

    std::string_view get() const noexcept { return language() == Language::zh ? zh : en; }
    std::string str() const { return std::string(get()); }
};

// Returns the text in the language of the process, with its placeholders filled.
template <class... Arguments>
std::string say(Words words, const Arguments&... arguments) {
    return fmt::vformat(fmt::string_view(words.get().data(), words.get().size()), fmt::make_format_args(arguments...));
}

// Parses a locale: "zh_CN.UTF-8", "zh", "en", "C", "". zh* is Chinese, anything else is English (interface.md, Output).
Language language_of_locale(std::string_view locale) noexcept;

}  // namespace cpcc
