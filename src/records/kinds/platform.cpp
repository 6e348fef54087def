#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto platform_kinds = choices<PlatformKind>({
    {PlatformKind::home, "home", {"协商议事之家", "consultation home"}},
    {PlatformKind::station, "station", {"委员工作站", "members' station"}},
    {PlatformKind::studio, "studio", {"委员工作室", "members' studio"}},
    {PlatformKind::contact, "contact", {"委员联络点", "contact point"}},
    {PlatformKind::opinion, "opinion", {"社情民意联系点", "public-opinion point"}},
});
constexpr auto bases = choices<PlatformBasis>({
    {PlatformBasis::area, "area", {"区域", "area"}},
    {PlatformBasis::sector, "sector", {"界别", "sector"}},
    {PlatformBasis::industry, "industry", {"行业", "industry"}},
    {PlatformBasis::joint, "joint", {"共建", "joint"}},
    {PlatformBasis::personal, "personal", {"个人", "personal"}},
});
}  // namespace

const Kind& platform() {
    static const Kind kind = [] {
        Kind k{.id = "platform",
               .label = {"平台", "platform"},
               .counted = {"个平台", "platform", "platforms"},
               .about = {"协商议事之家、委员工作站、委员工作室、委员联络点等平台",
                         "homes, stations, studios and contact points for consultation"},
               .letter = 'P'};
        k.fields = {code(),
                    text("name", {"名称", "name"}).must().shown(),
                    choice("kind", {"类别", "kind"}, platform_kinds).must().shown().over_time(),
                    choice("basis", {"依托", "basis"}, bases).over_time(),
                    ref("area", {"所在区划", "area"}, "area").must().shown().over_time(),
                    ref("sector", {"界别", "sector"}, "sector").shown().over_time(),
                    text("host", {"阵地", "host"}),
                    ref("convener", {"召集人", "convener"}, "member").shown(),
                    text("brand", {"品牌", "brand"}),
                    ref("copied_from", {"推广自", "copied from"}, "platform"),
                    yesno("model", {"示范点", "model site"}).shown().over_time(),
                    date("opened_on", {"建成日", "opened on"}),
                    date("closed_on", {"停用日", "closed on"})};
        k.title = "name";
        k.told_by = {"area", "kind"};
        k.identity = {"area", "name"};
        k.places = {"area"};
        k.former_table = "platform_former";
        k.begins = "opened_on";
        k.lookup = {"area", "name"};
        k.order = {{"opened_on", "closed_on"}};
        return complete(std::move(k), "platform_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
