#include "cpcc/base/period_words.hpp"

#include "cpcc/base/words.hpp"

#include <array>

namespace cpcc {

namespace {

constexpr std::array<Words, 12> months{{{"1月", "January"},
                                        {"2月", "February"},
                                        {"3月", "March"},
                                        {"4月", "April"},
                                        {"5月", "May"},
                                        {"6月", "June"},
                                        {"7月", "July"},
                                        {"8月", "August"},
                                        {"9月", "September"},
                                        {"10月", "October"},
                                        {"11月", "November"},
                                        {"12月", "December"}}};
constexpr std::array<Words, 4> quarters{{{"一季度", "the first quarter"},
                                         {"二季度", "the second quarter"},
                                         {"三季度", "the third quarter"},
                                         {"四季度", "the fourth quarter"}}};
constexpr std::array<Words, 2> halves{{{"上半年", "the first half"}, {"下半年", "the second half"}}};

const Words& month_of(Date day) { return months[static_cast<std::size_t>(day.month() - 1)]; }

std::string day_in_year(Date day) { return say(Words{"{1}{0}日", "{0} {1}"}, day.day(), month_of(day).get()); }

// A part of the year with a name of its own, without and with the year.
struct Named {
    std::string words, of_year;
};

std::optional<Named> named(const Period& period) {
    const Date first = period.first;
    const auto of_year = [&](const Words& words) {
        return Named{words.str(), say(Words{"{1}年{0}", "{0} of {1}"}, words.get(), first.year())};
    };
    if (period == span_of(Span::month, first))
        return Named{month_of(first).str(), say(Words{"{1}年{0}", "{0} {1}"}, month_of(first).get(), first.year())};
    if (period == span_of(Span::quarter, first))
        return of_year(quarters[static_cast<std::size_t>((first.month() - 1) / 3)]);
    if (period == span_of(Span::half, first)) return of_year(halves[static_cast<std::size_t>((first.month() - 1) / 6)]);
    if (period == Period{Date::of(first.year(), 1, 1), Date::of(first.year(), 9, 30)})
        return of_year({"前三季度", "the first three quarters"});
    return std::nullopt;
}

std::string in(const std::string& words) { return say(Words{"{}", "In {}"}, words); }

// From 1 January to a day that ends no named part of the year.
std::optional<std::string> year_to_date(const Period& period) {
    if (period.first == Date::of(period.last.year(), 1, 1) && period.first != period.last)
        return say(Words{"今年以来", "So far this year"});
    return std::nullopt;
}

}  // namespace

std::string day_words(Date day) { return say(Words{"{0}年{1}", "{1} {0}"}, day.year(), day_in_year(day)); }

std::string span_words(const Period& period) {
    if (period.first == period.last) return day_words(period.last);
    const bool one_year = period.first.year() == period.last.year();
    if (!one_year) return say(Words{"{}至{}", "{} to {}"}, day_words(period.first), day_words(period.last));
    return say(Words{"{0}年{1}至{2}", "{1} to {2} {0}"}, period.last.year(), day_in_year(period.first),
               day_in_year(period.last));
}

std::string period_words(const Period& period) {
    if (period == span_of(Span::year, period.first)) return say(Words{"{}年", "In {}"}, period.first.year());
    if (const auto stretch = named(period)) return in(stretch->of_year);
    if (const auto words = year_to_date(period)) return *words;
    return period.first == period.last ? say(Words{"{}", "On {}"}, day_words(period.last))
                                       : say(Words{"{}", "From {}"}, span_words(period));
}

std::string short_period_words(const Period& period) {
    if (period == span_of(Span::year, period.first)) return say(Words{"全年", "In the year"});
    if (const auto stretch = named(period)) return in(stretch->words);
    if (const auto words = year_to_date(period)) return *words;
    if (period.first == period.last) return say(Words{"{}", "On {}"}, day_in_year(period.last));
    if (period.first.year() != period.last.year()) return period_words(period);
    return say(Words{"{}至{}", "From {} to {}"}, day_in_year(period.first), day_in_year(period.last));
}

}  // namespace cpcc
