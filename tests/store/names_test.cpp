// Records by name, for the command line and for the cells of an import.
#include "fixture.hpp"

#include "cpcc/store/names.hpp"

using namespace db_fixture;
using store::Names;

namespace {

const std::string areas =
    "code,name,level,parent\nWH,武汉市,city,\nQS,青山区,district,WH\nWC,武昌区,district,WH\nQS1,钢都街道,street,QS\n"
    "QS11,和平社区,community,QS1\nWC11,和平社区,community,WC\n";
const std::string members =
    "code,name,level,area,sector\nM1,王丽,district,QS,edu\nM2,王 丽,district,WC,med\nM3,张强,district,WC,edu\n"
    "M4,欧阳明,city,WH,\nM5,买买提•艾力,district,QS,\n";

class NamedOffice : public Office {
public:
    NamedOffice() {
        import("area", areas);
        import("sector", "code,name\nedu,教育\nmed,医药卫生\n");
        import("member", members);
        import("platform", "code,name,kind,area\nP1,钢都花园协商议事之家,home,QS11\nP2,教育委员工作室,studio,WC\n");
    }
    db::Connection& connection() { return *database; }
    Names::Found find(const char* kind, const char* name, const char* near = "", const char* own = "") {
        Names names(connection(), own);
        return names.find(records::kind(kind), name, *near ? names.area(near) : 0, Names::Spelling::name_or_pinyin);
    }
    std::string code(const char* kind, const char* name, const char* near = "", const char* own = "") {
        const Names::Found found = find(kind, name, near, own);
        return found.id == 0 ? found.reason : found.code;
    }
};

}  // namespace

TEST_CASE("a name means the one live record that has it") {
    NamedOffice office;
    CHECK(office.code("member", "张强") == "M3");
    CHECK(office.code("member", " 张　强 ") == "M3");
    CHECK(office.code("member", "欧阳明") == "M4");
    CHECK(office.code("member", "买买提·艾力") == "M5");
    CHECK(office.code("platform", "钢都花园协商议事之家") == "P1");
    CHECK(office.code("area", "青山区") == "QS");
    CHECK(office.code("area", "⻘⼭区") == "QS");  // radicals, as PDF files have them
    CHECK(office.code("area", "武昌\u200B区") == "WC");
    CHECK(office.code("sector", "教育") == "edu");
}

TEST_CASE("several records with one name are listed with what tells them apart") {
    NamedOffice office;
    CHECK(office.code("member", "王丽") ==
          "2 member records are named \"王丽\": M1 (青山区, 教育), M2 (武昌区, 医药卫生); use the code");
    CHECK(office.code("area", "和平社区") ==
          "2 area records are named \"和平社区\": QS11 (community, 钢都街道), WC11 (community, 武昌区); use the code");
}

TEST_CASE("the nearest area decides") {
    NamedOffice office;
    CHECK(office.code("member", "王丽", "QS") == "M1");
    CHECK(office.code("member", "王丽", "QS11") == "M1");  // its district
    CHECK(office.code("member", "王丽", "WC") == "M2");
    CHECK(office.code("member", "王丽", "", "WC") == "M2");
    CHECK(office.code("member", "王丽", "QS1", "WC") == "M1");
    CHECK(office.find("member", "王丽", "WH").several);
    CHECK(office.code("member", "张强", "QS") == "M3");  // elsewhere, but there is only one
    CHECK(office.code("area", "和平社区", "", "QS") == "QS11");
}

TEST_CASE("an unknown name names the nearest") {
    NamedOffice office;
    CHECK(office.code("member", "张强强") == "no member with name or code \"张强强\"; did you mean 张强 (M3)?");
    CHECK(office.code("platform", "钢都花园") ==
          "no platform with name or code \"钢都花园\"; did you mean 钢都花园协商议事之家 (P1)?");
    CHECK(office.code("member", "某某某") == "no member with name or code \"某某某\"");
    CHECK(office.code("member", "M9") == "no member with code M9");
}

TEST_CASE("pinyin finds a record whole or by initials") {
    NamedOffice office;
    CHECK(office.code("member", "zhangqiang") == "M3");
    CHECK(office.code("member", "zq") == "M3");
    CHECK(office.code("member", "oym") == "M4");
    CHECK(office.code("area", "qingshanqu") == "QS");
    CHECK(office.code("member", "wangli", "", "QS") == "M1");
    CHECK(office.find("member", "wl").several);
    Names names(office.connection(), "");
    CHECK(names.find(records::kind("member"), "zhangqiang").id == 0);
}

TEST_CASE("a voided record has no name") {
    NamedOffice office;
    office.set_void("member", "M2", true);
    CHECK(office.code("member", "王丽") == "M1");
}
