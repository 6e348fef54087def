#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto qualifiers = choices<FilingQualifier>({
    {FilingQualifier::exact, "exact", {"准数", "exact"}},
    {FilingQualifier::about, "about", {"约", "about"}},
    {FilingQualifier::over, "over", {"余", "over"}},
    {FilingQualifier::near, "near", {"近", "near"}},
});
}  // namespace

const Kind& filing() {
    static const Kind kind = [] {
        Kind k{.id = "filing",
               .label = {"填报", "filing"},
               .counted = {"条填报记录", "filing", "filings"},
               .about = {"各区划填报的数据", "figures filed by areas"},
               .letter = 'R'};
        k.fields = {code(),
                    ref("area", {"区划", "area"}, "area").must().shown(),
                    period("period", {"时段", "period"}).must().shown(),
                    text("measure", {"指标", "measure"}).must().shown(),
                    number("value", {"数值", "value"}).must().shown(),
                    choice("qualifier", {"措辞", "qualifier"}, qualifiers).shown(),
                    date("filed_on", {"填报日", "filed on"}).must().shown(),
                    text("source", {"来源", "source"})};
        k.title = "measure";
        k.date = "filed_on";
        k.places = {"area"};
        k.lookup = {"area", "period", "measure"};
        return complete(std::move(k), "filing_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
