// Figures as official prose words them: 800余万元, 近700, 约1300, or exact; "over 8 million yuan", "nearly 700", "about
// 1,300". In the language of the process. The caller adds counting words (个, 次, 人次); 万, 亿 and 元 are part of the
// figure, since 余 goes between them: after a round number of 万 (800余万元), else after 万 (5万余元).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cpcc {

// `over` goes down to a round number, `near` up to one, `about` to the nearest; `official` is over or near as suits the
// figure, and exact below a hundred. A figure below ten, or equal to the round number, is printed exactly.
//
// The round number is the one of a single leading digit where that is close enough (over: at most 6% of the figure is
// lost; near and about: at most 5% is added or lost), else the one of two: 1256 is over 1200, 6072 over 6000. A figure
// below a hundred is rounded to tens. `official` says near where a number of a single digit lies at most 3% above. The
// rule is what gives every wording of the newspaper page (domain.md, source).
enum class Rounding { exact, over, near, about, official };

struct RoundingWord {
    std::string_view id;
    Rounding rounding;
};
inline constexpr std::array<RoundingWord, 5> rounding_words{{{"exact", Rounding::exact},
                                                             {"over", Rounding::over},
                                                             {"near", Rounding::near},
                                                             {"about", Rounding::about},
                                                             {"official", Rounding::official}}};

// Figures are not negative.
std::string count_wording(std::int64_t count, Rounding);
// Returns the figure with its unit: 元, or 万元 and 亿元 for large amounts.
std::string money_wording(std::int64_t fen, Rounding);
// Returns a share in ten-thousandths as per cent, rounded to a whole number.
std::string share_wording(std::int64_t ten_thousandths, Rounding);

}  // namespace cpcc
