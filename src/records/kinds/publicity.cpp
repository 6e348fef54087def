#include "kinds/kinds.hpp"

namespace cpcc::records {

const Kind& publicity() {
    static const Kind kind = [] {
        Kind k{.id = "publicity",
               .label = {"宣传", "publicity"},
               .counted = {"篇宣传", "publicity item", "publicity items"},
               .about = {"宣传报道和典型案例", "published items and model cases"},
               .letter = 'N'};
        k.fields = {code(),
                    date("published_on", {"发布日", "published on"}).must().shown(),
                    text("channel", {"渠道", "channel"}).must().shown(),
                    text("title", {"题目", "title"}).must().shown(),
                    text("url", {"网址", "url"}),
                    ref("session", {"活动", "session"}, "session"),
                    ref("problem", {"问题", "problem"}, "problem"),
                    yesno("model_case", {"典型案例", "model case"}).shown()};
        k.title = "title";
        k.told_by = {"published_on", "channel"};
        k.date = "published_on";
        k.places = {"session", "problem"};
        k.lookup = {"published_on", "title"};
        k.fact = true;
        return complete(std::move(k), "publicity_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
