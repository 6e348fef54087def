#include "kinds/kinds.hpp"

namespace cpcc::records {

const Kind& duty() {
    static const Kind kind = [] {
        Kind k{.id = "duty",
               .label = {"分工", "duty"},
               .counted = {"项分工", "duty", "duties"},
               .about = {"领导小组、专班、联络委、党支部等单位内的职务和任务", "posts and tasks of people in units"}};
        k.fields = {ref("unit", {"单位", "unit"}, "unit").must().shown(),
                    ref("member", {"委员", "member"}, "member").shown(),
                    text("person", {"姓名", "person"}).shown(),
                    text("post", {"职务", "post"}).must().shown(),
                    text("task", {"任务", "task"}),
                    date("since", {"起", "since"}).must().shown(),
                    date("until", {"止", "until"}).shown()};
        k.date = "since";
        k.places = {"unit"};
        k.key = {"unit", "member", "person", "post", "since"};
        k.lookup = {"unit", "since"};
        k.order = {{"since", "until"}};
        k.one_of = {"member", "person"};
        return complete(std::move(k), "duty_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
