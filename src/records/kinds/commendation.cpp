#include "kinds/kinds.hpp"

namespace cpcc::records {

const Kind& commendation() {
    static const Kind kind = [] {
        Kind k{.id = "commendation",
               .label = {"表扬", "commendation"},
               .counted = {"项表扬", "commendation", "commendations"},
               .about = {"通报表扬的委员和平台", "commended members and platforms"},
               .letter = 'C'};
        k.fields = {code(),
                    date("issued_on", {"日期", "issued on"}).must().shown(),
                    ref("member", {"委员", "member"}, "member").shown(),
                    ref("platform", {"平台", "platform"}, "platform").shown(),
                    text("title", {"名称", "title"}).must().shown(),
                    text("issuer", {"发文机关", "issuer"}).shown()};
        k.title = "title";
        k.told_by = {"issued_on", "member", "platform"};
        k.date = "issued_on";
        k.places = {"platform", "member"};
        k.lookup = {"issued_on", "title"};
        k.one_of = {"member", "platform"};
        return complete(std::move(k), "commendation_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
