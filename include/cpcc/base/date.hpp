// A local calendar day. Not an instant: no time zone, no clock (domain.md, "Rules that dates obey").
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cpcc {

// Kept as the number yyyymmdd: it orders as days do, and reads in a database as what it is.
class Date {
public:
    constexpr Date() = default;

    // Precondition: such a day exists (use `valid` first where it may not).
    static constexpr Date of(int year, int month, int day) { return Date(year * 10000 + month * 100 + day); }
    static constexpr Date packed(std::int64_t yyyymmdd) { return Date(static_cast<std::int32_t>(yyyymmdd)); }
    static bool valid(int year, int month, int day) noexcept;

    // `YYYY-MM-DD` and nothing looser, of a day that exists between 1900 and 9999; empty otherwise.
    static std::optional<Date> parse(std::string_view text) noexcept;

    constexpr int year() const noexcept { return value_ / 10000; }
    constexpr int month() const noexcept { return value_ / 100 % 100; }
    constexpr int day() const noexcept { return value_ % 100; }
    constexpr std::int32_t packed() const noexcept { return value_; }

    Date plus_days(int days) const noexcept;
    // The same day `months` later or earlier; the month's last day where it has no such day.
    Date plus_months(int months) const noexcept;
    Date month_end() const noexcept;
    int weekday() const noexcept;                     // 1 Monday … 7 Sunday (ISO 8601)
    int days_until(Date other) const noexcept;        // other - this
    std::string iso() const;                          // YYYY-MM-DD

    constexpr auto operator<=>(const Date&) const = default;

private:
    constexpr explicit Date(std::int32_t packed) : value_(packed) {}
    std::int32_t value_ = 19700101;
};

// Today by the local clock; `CPCC_TODAY=YYYY-MM-DD` in the environment stands in for it (tests, replays).
// Throws Error{usage} where that is not a day.
Date today();

// The moment as `YYYY-MM-DDThh:mm:ss±hh:mm`, for the history; follows CPCC_TODAY for its day.
std::string now();

}  // namespace cpcc
