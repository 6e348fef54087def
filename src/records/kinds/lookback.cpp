#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto results = choices<LookbackResult>({
    {LookbackResult::holding, "holding", {"巩固", "holding"}},
    {LookbackResult::partial, "partial", {"部分反弹", "partly relapsed"}},
    {LookbackResult::relapsed, "relapsed", {"反弹", "relapsed"}},
});
}  // namespace

const Kind& lookback() {
    static const Kind kind = [] {
        Kind k{.id = "lookback",
               .label = {"回头看", "look-back"},
               .counted = {"次回头看", "look-back", "look-backs"},
               .about = {"对已解决问题的“回头看”", "follow-up checks of solved problems"}};
        Field satisfaction = text("satisfaction", {"满意度", "satisfaction"});
        satisfaction.type = Type::percent;
        k.fields = {ref("problem", {"问题", "problem"}, "problem").must().shown(),
                    date("seen_on", {"日期", "seen on"}).must().shown(),
                    choice("result", {"结果", "result"}, results).must().shown(), satisfaction.shown(),
                    ref("seen_by", {"回访人", "seen by"}, "member").shown()};
        k.date = "seen_on";
        k.places = {"problem"};
        k.key = {"problem", "seen_on"};
        k.lookup = {"problem", "seen_on"};
        k.fact = true;
        return complete(std::move(k), "lookback_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
