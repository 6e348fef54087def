#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto member_levels = choices<MemberLevel>({
    {MemberLevel::national, "national", {"全国", "national"}},
    {MemberLevel::provincial, "provincial", {"省", "provincial"}},
    {MemberLevel::city, "city", {"市", "city"}},
    {MemberLevel::district, "district", {"区", "district"}},
});
}  // namespace

const Kind& member() {
    static const Kind kind = [] {
        Kind k{.id = "member",
               .label = {"委员", "member"},
               .counted = {"名委员", "member", "members"},
               .about = {"四级政协委员", "members at the four levels, from national to district"},
               .letter = 'M'};
        Field phone = text("phone", {"电话", "phone"});
        phone.type = Type::phone;
        Field skills = text("skills", {"特长", "skills"});
        skills.type = Type::texts;
        skills.table = "member_skill";
        skills.item = "skill";
        k.fields = {
            code(),
            text("name", {"姓名", "name"}).must().shown(),
            choice("level", {"级别", "level"}, member_levels).must().shown().over_time(),
            ref("area", {"所属政协区划", "area of the committee"}, "area").must().shown().or_office_area().over_time(),
            ref("sector", {"界别", "sector"}, "sector").shown().asked_for().over_time(),
            phone,
            skills,
            date("joined_on", {"任职日", "joined on"}),
            date("left_on", {"离任日", "left on"}),
            date("committed_on", {"承诺书签订日", "commitment signed on"})};
        k.title = "name";
        k.told_by = {"area", "sector"};
        k.identity = {"area", "name", "sector"};
        k.places = {"area"};
        k.former_table = "member_former";
        k.begins = "joined_on";
        k.lookup = {"area", "name"};
        k.alike = {"area", "name", "sector"};
        k.order = {{"joined_on", "left_on"}};
        return complete(std::move(k), "member_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
