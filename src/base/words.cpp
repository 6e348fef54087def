#include "cpcc/base/words.hpp"

namespace cpcc {

namespace {
Language current = Language::en;
}

Language language() noexcept { return current; }
void set_language(Language language) noexcept { current = language; }

Language language_of_locale(std::string_view locale) noexcept {
    return locale.starts_with("zh") || locale.starts_with("ZH") ? Language::zh : Language::en;
}

}  // namespace cpcc
