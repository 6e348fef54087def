#include "cpcc/base/wording.hpp"

#include "cpcc/base/money.hpp"
#include "cpcc/base/words.hpp"

#include <algorithm>

namespace cpcc {

namespace {

// A rounded figure and its qualifier: `over`, `near`, `about`, or `exact` if rounding changed nothing.
struct Round {
    std::int64_t value;
    Rounding said;
};

std::int64_t down(std::int64_t value, std::int64_t step) { return value / step * step; }
std::int64_t up(std::int64_t value, std::int64_t step) { return down(value + step - 1, step); }
std::int64_t nearest_to(std::int64_t value, std::int64_t step) { return down(value + step / 2, step); }

// Returns the place values of the first and second digit, never below tens.
struct Steps {
    std::int64_t first, second;
};

Steps steps_of(std::int64_t value, std::int64_t one) {
    std::int64_t first = 10 * one;
    while (value / first >= 10) first *= 10;
    return {first, first == 10 * one ? first : first / 10};
}

std::int64_t round_down(std::int64_t value, const Steps& steps) {
    const std::int64_t round = down(value, steps.first);
    return (value - round) * 100 <= value * 6 ? round : down(value, steps.second);
}

std::int64_t round_up(std::int64_t value, const Steps& steps) {
    const std::int64_t round = up(value, steps.first);
    return (round - value) * 20 <= value ? round : up(value, steps.second);
}

std::int64_t round_nearest(std::int64_t value, const Steps& steps) {
    const std::int64_t round = nearest_to(value, steps.first);
    const std::int64_t off = round < value ? value - round : round - value;
    return off * 20 <= value ? round : nearest_to(value, steps.second);
}

// `one` is the number of units in one counted thing: 100 fen in a yuan.
Round rounded(std::int64_t value, std::int64_t one, Rounding rounding) {
    const Round exact{value, Rounding::exact};
    if (rounding == Rounding::exact || value < 10 * one || (rounding == Rounding::official && value < 100 * one))
        return exact;
    const Steps steps = steps_of(value, one);
    if (rounding == Rounding::official) {
        const std::int64_t above = up(value, steps.first);
        rounding = above > value && (above - value) * 100 <= value * 3 ? Rounding::near : Rounding::over;
    }
    const std::int64_t round = rounding == Rounding::over   ? round_down(value, steps)
                               : rounding == Rounding::near ? round_up(value, steps)
                                                            : round_nearest(value, steps);
    return round == value ? exact : Round{round, rounding};
}

// Formats a number of `one`s with as many decimals as it needs: 51920 of 10000 is 5.192.
std::string decimal(std::int64_t value, std::int64_t one) {
    const std::string whole = std::to_string(value / one);
    if (value % one == 0) return whole;
    std::string part = std::to_string(one + value % one).substr(1);
    part.erase(part.find_last_not_of('0') + 1);
    return whole + "." + part;
}

// 3014250.50 → 3,014,250.50
std::string separated(std::string number) {
    for (std::size_t at = std::min(number.find('.'), number.size()); at > 3;) number.insert(at -= 3, ",");
    return number;
}

struct Scale {
    std::int64_t ones;
    std::string_view word;
};
constexpr std::array<Scale, 2> chinese_scales{{{100'000'000, "亿"}, {10'000, "万"}}};
constexpr std::array<Scale, 2> english_scales{{{1'000'000'000, " billion"}, {1'000'000, " million"}}};

// Returns the largest scale that the value reaches, or none.
Scale scale_of(std::int64_t value, std::int64_t one, const std::array<Scale, 2>& scales) {
    for (const Scale& scale : scales)
        if (value >= scale.ones * one) return {scale.ones * one, scale.word};
    return {one, ""};
}

// A leading 1 is omitted before these: 千余, 近万.
std::string chinese_number(const Round& round, std::int64_t one, const Scale& scale) {
    if (round.said != Rounding::exact && round.value == 1000 * one) return "千";
    if (round.said != Rounding::exact && round.value == 10'000 * one) return "";
    return decimal(round.value, scale.ones);
}

std::string chinese(const Round& round, std::int64_t one, const Scale& scale, std::string_view unit) {
    const std::string number = chinese_number(round, one, scale);
    const bool before_scale = scale.word.empty() || round.value % (10 * scale.ones) == 0;
    switch (round.said) {
        case Rounding::over:
            return before_scale ? fmt::format("{}余{}{}", number, scale.word, unit)
                                : fmt::format("{}{}余{}", number, scale.word, unit);
        case Rounding::near: return fmt::format("近{}{}{}", number, scale.word, unit);
        case Rounding::about: return fmt::format("约{}{}{}", number, scale.word, unit);
        default: return fmt::format("{}{}{}", number, scale.word, unit);
    }
}

std::string english(const Round& round, const Scale& scale, std::string_view unit) {
    const std::string figure = fmt::format("{}{}{}", separated(decimal(round.value, scale.ones)), scale.word, unit);
    switch (round.said) {
        case Rounding::over: return "over " + figure;
        case Rounding::near: return "nearly " + figure;
        case Rounding::about: return "about " + figure;
        default: return figure;
    }
}

bool in_chinese() { return language() == Language::zh; }

}  // namespace

std::string count_wording(std::int64_t count, Rounding rounding) {
    const Round round = rounded(count, 1, rounding);
    const Scale plain{1, ""};
    const bool exact = round.said == Rounding::exact;  // an exact count is printed in full
    if (in_chinese()) return chinese(round, 1, exact ? plain : scale_of(round.value, 1, chinese_scales), "");
    return english(round, exact ? plain : scale_of(round.value, 1, english_scales), "");
}

std::string money_wording(std::int64_t fen, Rounding rounding) {
    constexpr std::int64_t one = 100;
    const Round round = rounded(fen, one, rounding);
    const bool exact = round.said == Rounding::exact;
    if (in_chinese())
        return exact && fen < 10'000 * one ? yuan(fen) + "元"
                                           : chinese(round, one, scale_of(round.value, one, chinese_scales), "元");
    return exact ? separated(yuan(fen)) + " yuan" : english(round, scale_of(round.value, one, english_scales), " yuan");
}

std::string share_wording(std::int64_t ten_thousandths, Rounding rounding) {
    constexpr std::int64_t one = 100;
    const std::int64_t whole = rounding == Rounding::near    ? up(ten_thousandths, one)
                               : rounding == Rounding::about ? nearest_to(ten_thousandths, one)
                                                             : down(ten_thousandths, one);
    if (rounding == Rounding::exact || rounding == Rounding::official || whole == ten_thousandths)
        return decimal(ten_thousandths, one) + "%";
    const std::string figure = decimal(whole, one) + "%";
    if (rounding == Rounding::near) return say(Words{"近{}", "nearly {}"}, figure);
    return rounding == Rounding::over ? say(Words{"超过{}", "over {}"}, figure)
                                      : say(Words{"约{}", "about {}"}, figure);
}

}  // namespace cpcc
