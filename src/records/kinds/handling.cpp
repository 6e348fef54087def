#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto steps = choices<HandlingStep>({
    {HandlingStep::approved, "approved", {"审定", "approved"}},
    {HandlingStep::issued, "issued", {"下发", "issued"}},
    {HandlingStep::transferred, "transferred", {"转办", "transferred"}},
    {HandlingStep::adopted, "adopted", {"采用", "adopted"}},
    {HandlingStep::instructed, "instructed", {"批示", "instructed"}},
    {HandlingStep::replied, "replied", {"答复", "replied"}},
});
}  // namespace

const Kind& handling() {
    static const Kind kind = [] {
        Kind k{.id = "handling",
               .label = {"办理", "handling"},
               .counted = {"条办理记录", "handling step", "handling steps"},
               .about = {"成果文稿的审定、下发、采用、批示和答复",
                         "what became of a document: adoptions, instructions, replies"}};
        k.fields = {ref("document", {"成果", "document"}, "document").must().shown(),
                    date("done_on", {"日期", "done on"}).must().shown(),
                    choice("step", {"环节", "step"}, steps).must().shown(),
                    choice("level", {"层级", "level"}, adoption_levels()).shown(),
                    text("by", {"办理单位或批示人", "by"}).shown()};
        k.date = "done_on";
        k.places = {"document"};
        k.key = {"document", "done_on", "step"};
        k.lookup = {"document", "done_on"};
        k.fact = true;
        return complete(std::move(k), "handling_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
