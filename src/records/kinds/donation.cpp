#include "kinds/kinds.hpp"

namespace cpcc::records {

const Kind& donation() {
    static const Kind kind = [] {
        Kind k{.id = "donation",
               .label = {"捐赠", "donation"},
               .counted = {"笔捐赠", "donation", "donations"},
               .about = {"捐赠的现金和物资", "donated cash and goods"},
               .letter = 'G'};
        k.fields = {code(),
                    date("given_on", {"日期", "given on"}).must().shown(),
                    ref("platform", {"平台", "platform"}, "platform").must().shown(),
                    ref("session", {"活动", "session"}, "session"),
                    ref("donor_member", {"捐赠委员", "donor (member)"}, "member"),
                    text("donor", {"捐赠方", "donor"}).shown().asked_for(),
                    money("cash", {"现金", "cash"}).shown().asked_for(),
                    text("item", {"物资", "item"}).shown().asked_for(),
                    count("quantity", {"数量", "quantity"}).shown(),
                    text("quantity_unit", {"计量单位", "unit of quantity"}).shown(),
                    money("value", {"折价", "value of goods"}).shown(),
                    count("beneficiaries", {"受益人次", "beneficiaries"})};
        k.title = "item";
        k.date = "given_on";
        k.places = {"platform"};
        k.lookup = {"platform", "given_on"};
        k.alike = {"given_on", "donor_member", "donor", "cash", "item", "quantity"};
        k.alike_given = {"donor_member", "donor"};
        k.fact = true;
        return complete(std::move(k), "donation_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
