#include "kinds/kinds.hpp"

namespace cpcc::records {

namespace {
constexpr auto document_kinds = choices<DocumentKind>({
    {DocumentKind::proposal, "proposal", {"提案", "proposal"}},
    {DocumentKind::opinion, "opinion", {"社情民意", "public opinion"}},
    {DocumentKind::advice, "advice", {"协商建议书", "letter of advice"}},
    {DocumentKind::situation, "situation", {"情况与建议", "situation and advice"}},
    {DocumentKind::speech, "speech", {"大会发言", "plenary speech"}},
    {DocumentKind::research, "research", {"调研报告", "research report"}},
    {DocumentKind::initiative, "initiative", {"倡议书", "initiative"}},
    {DocumentKind::plan, "plan", {"方案（计划）", "plan"}},
    {DocumentKind::rule, "rule", {"制度", "rule"}},
    {DocumentKind::notice, "notice", {"通报", "notice"}},
    {DocumentKind::minutes, "minutes", {"纪要", "minutes"}},
});
constexpr auto adopted_levels = choices<AdoptedLevel>({
    {AdoptedLevel::district, "district", {"区", "district"}},
    {AdoptedLevel::city, "city", {"市", "city"}},
    {AdoptedLevel::provincial, "provincial", {"省", "provincial"}},
    {AdoptedLevel::national, "national", {"全国", "national"}},
});
}  // namespace

std::span<const Choice> adoption_levels() { return adopted_levels; }

const Kind& document() {
    static const Kind kind = [] {
        Kind k{.id = "document",
               .label = {"成果", "document"},
               .counted = {"篇成果", "document", "documents"},
               .about = {"提案、社情民意、协商建议书等成果文稿",
                         "proposals, public opinions, letters of advice and other documents"},
               .letter = 'D'};
        k.fields = {code(),
                    choice("kind", {"类别", "kind"}, document_kinds).must().shown(),
                    text("title", {"题目", "title"}).must().shown(),
                    date("filed_on", {"提交日", "filed on"}).must().shown(),
                    ref("area", {"区划", "area"}, "area"),
                    ref("session", {"活动", "session"}, "session"),
                    ref("problem", {"问题", "problem"}, "problem"),
                    ref("topic", {"议题", "topic"}, "topic"),
                    refs("authors", {"作者", "authors"}, "member", "document_author", "member")
                        .shown()
                        .asked_for(),  // the first is the lead
                    date("adopted_on", {"采纳日", "adopted on"}).shown(),
                    choice("adopted_level", {"采纳层级", "adopted at level"}, adopted_levels),
                    date("replied_on", {"答复日", "replied on"}),
                    text("result", {"结果", "result"})};
        k.title = "title";
        k.told_by = {"kind", "filed_on"};
        k.date = "filed_on";
        k.places = {"area", "session", "problem", "authors"};
        k.lookup = {"filed_on", "title"};
        k.order = {{"filed_on", "adopted_on"}, {"filed_on", "replied_on"}};
        k.fact = true;
        return complete(std::move(k), "document_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
