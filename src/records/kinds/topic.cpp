#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto topic_kinds = choices<TopicKind>({
    {TopicKind::common, "common", {"共性议题", "common topic"}},
    {TopicKind::annual, "annual", {"年度议题", "annual topic"}},
    {TopicKind::monthly, "monthly", {"月度主题", "monthly theme"}},
    {TopicKind::platform, "platform", {"平台议题", "platform topic"}},
});
}  // namespace

const Kind& topic() {
    static const Kind kind = [] {
        Kind k{.id = "topic",
               .label = {"议题", "topic"},
               .counted = {"个议题", "topic", "topics"},
               .about = {"共性、年度、月度和平台议题", "common, annual, monthly and platform topics"},
               .letter = 'T'};
        k.fields = {code(),
                    text("title", {"题目", "title"}).must().shown(),
                    choice("kind", {"类别", "kind"}, topic_kinds).must().shown(),
                    ref("parent", {"上级议题", "parent topic"}, "topic"),
                    ref("area", {"区划", "area"}, "area").shown(),
                    ref("platform", {"平台", "platform"}, "platform").shown(),
                    ref("unit", {"责任单位", "responsible unit"}, "unit"),
                    month("planned_for", {"计划月份", "planned for"}),
                    date("proposed_on", {"提出日", "proposed on"}).must().shown(),
                    date("approved_on", {"确定日", "approved on"}).shown(),
                    date("closed_on", {"办结日", "closed on"})};
        k.title = "title";
        k.told_by = {"kind", "proposed_on"};
        k.date = "proposed_on";
        k.places = {"area", "platform"};
        k.lookup = {"proposed_on", "title"};
        k.order = {{"proposed_on", "approved_on"}, {"proposed_on", "closed_on"}};
        return complete(std::move(k), "topic_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
