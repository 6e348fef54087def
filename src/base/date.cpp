#include "cpcc/base/date.hpp"

#include "cpcc/base/environment.hpp"
#include "cpcc/base/error.hpp"

#include <chrono>
#include <cstdlib>
#include <ctime>

namespace cpcc {

namespace chrono = std::chrono;

namespace {

chrono::sys_days days_of(Date date) { return chrono::sys_days{chrono::year{date.year()} / date.month() / date.day()}; }

Date date_of(chrono::sys_days days) {
    const chrono::year_month_day day{days};
    return Date::of(int{day.year()}, static_cast<int>(unsigned{day.month()}), static_cast<int>(unsigned{day.day()}));
}

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::tm local_time() {
    const std::time_t moment = std::time(nullptr);
    std::tm local{};
    localtime_r(&moment, &local);
    return local;
}

}  // namespace

bool Date::valid(int year, int month, int day) noexcept {
    return year >= 1900 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           (chrono::year{year} / month / day).ok();
}

std::optional<Date> Date::parse(std::string_view text) noexcept {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
    if (!year || !month || !day || !valid(*year, *month, *day)) return std::nullopt;
    return of(*year, *month, *day);
}

Date Date::plus_days(int days) const noexcept { return date_of(days_of(*this) + chrono::days{days}); }

Date Date::plus_months(int months) const noexcept {
    const auto month_start = chrono::year{year()} / month() + chrono::months{months};
    const Date end = date_of(chrono::sys_days{month_start / chrono::last});
    return of(end.year(), end.month(), std::min(day(), end.day()));
}

Date Date::month_end() const noexcept {
    return date_of(chrono::sys_days{chrono::year{year()} / month() / chrono::last});
}

int Date::weekday() const noexcept { return static_cast<int>(chrono::weekday{days_of(*this)}.iso_encoding()); }

int Date::days_until(Date other) const noexcept { return static_cast<int>((days_of(other) - days_of(*this)).count()); }

std::string Date::iso() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

Date today() {
    if (const auto given = environment("CPCC_TODAY")) {
        if (const auto day = Date::parse(*given)) return *day;
        throw Error(Exit::usage, say(Words{"环境变量 CPCC_TODAY 的值“{}”不是有效日期，应为 YYYY-MM-DD",
                                           "environment variable CPCC_TODAY: \"{}\" is not a date; use YYYY-MM-DD"},
                                     *given));
    }
    const std::tm local = local_time();
    return Date::of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

std::string now() {
    const std::tm local = local_time();
    const long offset = local.tm_gmtoff / 60;
    const long distance = offset < 0 ? -offset : offset;
    return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", today().iso(), local.tm_hour, local.tm_min, local.tm_sec,
                       offset < 0 ? '-' : '+', distance / 60, distance % 60);
}

}  // namespace cpcc
