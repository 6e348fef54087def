// Compiles fmt into the executable: Debian has it as a shared library only, and loading one slows every start.
#define FMT_STATIC_THOUSANDS_SEPARATOR ','  // no number is printed by locale
#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {

template auto thousands_sep_impl<char>(locale_ref) -> thousands_sep_result<char>;
template auto decimal_point_impl(locale_ref) -> char;

}  // namespace detail
FMT_END_NAMESPACE
