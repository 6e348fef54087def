// fmt's own code, once in the executable: Debian builds it as a shared library only, and finding one costs every start.
#define FMT_STATIC_THOUSANDS_SEPARATOR ','   // no number is printed by a locale, so none is asked for
#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {

template auto thousands_sep_impl<char>(locale_ref) -> thousands_sep_result<char>;
template auto decimal_point_impl(locale_ref) -> char;

}  // namespace detail
FMT_END_NAMESPACE
