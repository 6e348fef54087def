// A local calendar date, not an instant: it has no time zone and no clock (domain.md, "Rules that dates obey").
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cpcc {

// Stored as the number yyyymmdd, which sorts chronologically and is readable in a database.
class Date {
public:
    constexpr Date() = default;

    // Precondition: the date exists; check with `valid` first.
    static constexpr Date of(int year, int month, int day) { return Date(year * 10000 + month * 100 + day); }
    static constexpr Date packed(std::int64_t yyyymmdd) { return Date(static_cast<std::int32_t>(yyyymmdd)); }
    static bool valid(int year, int month, int day) noexcept;

    // Parses `YYYY-MM-DD` and nothing looser. Returns nothing unless the date exists and lies between 1900 and 9999.
    static std::optional<Date> parse(std::string_view text) noexcept;

    constexpr int year() const noexcept { return value_ / 10000; }
    constexpr int month() const noexcept { return value_ / 100 % 100; }
    constexpr int day() const noexcept { return value_ % 100; }
    constexpr std::int32_t packed() const noexcept { return value_; }

    Date plus_days(int days) const noexcept;
    // Returns the same day `months` later or earlier, or the last day of a shorter month.
    Date plus_months(int months) const noexcept;
    Date month_end() const noexcept;
    int weekday() const noexcept;               // 1 Monday … 7 Sunday (ISO 8601)
    int days_until(Date other) const noexcept;  // other - this
    std::string iso() const;                    // YYYY-MM-DD

    constexpr auto operator<=>(const Date&) const = default;

private:
    constexpr explicit Date(std::int32_t packed) : value_(packed) {}
    std::int32_t value_ = 19700101;
};

// Returns today by the local clock; the environment variable `CPCC_TODAY=YYYY-MM-DD` overrides it (tests, replays).
// Throws Error{usage} if that is not a date.
Date today();

// Returns the current time as `YYYY-MM-DDThh:mm:ss±hh:mm`, for the history. Its date follows CPCC_TODAY.
std::string now();

}  // namespace cpcc
