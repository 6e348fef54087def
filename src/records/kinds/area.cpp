#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
// From the largest to the smallest: a parent's number is smaller than its child's.
constexpr auto area_levels = choices<AreaLevel>({
    {AreaLevel::province, "province", {"省", "province"}},
    {AreaLevel::city, "city", {"市", "city"}},
    {AreaLevel::district, "district", {"区", "district"}},
    {AreaLevel::street, "street", {"街道", "street"}},
    {AreaLevel::community, "community", {"社区", "community"}},
    {AreaLevel::compound, "compound", {"小区", "compound"}},
});
}  // namespace

const Kind& area() {
    static const Kind kind = [] {
        Kind k{.id = "area",
               .label = {"区划", "area"},
               .counted = {"个区划", "area", "areas"},
               .about = {"各级行政区划（逐级隶属）", "administrative areas, from province down to compound"},
               .letter = 'A'};
        k.fields = {code().must(),
                    text("name", {"名称", "name"}).must().shown(),
                    choice("level", {"层级", "level"}, area_levels).must().shown(),
                    ref("parent", {"上级区划", "parent area"}, "area").shown(),
                    yesno("zone", {"功能区", "functional zone"}).shown(),
                    date("opened_on", {"设立日", "opened on"}),
                    date("closed_on", {"撤销日", "closed on"})};
        k.title = "name";
        k.told_by = {"level", "parent"};
        k.places = {""};
        k.lookup = {"name"};
        k.order = {{"opened_on", "closed_on"}};
        return complete(std::move(k), "area_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
