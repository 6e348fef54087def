#include "cpcc/report/measures.hpp"

#include <algorithm>
#include <array>

namespace cpcc::report {

namespace {

constexpr Measure sum(std::string_view value, Measure measure) { measure.value = value; return measure; }
constexpr Measure distinct(Measure measure) { measure.distinct = true; return measure; }
constexpr Measure yuan_of(std::string_view value, Measure measure) { measure.unit = Unit::yuan; return sum(value, measure); }
constexpr Measure share_of(Where of, Measure measure) {
    measure.of = of;
    measure.unit = Unit::share;
    return measure;
}

constexpr std::array theme_table{
    Theme{"platforms", {"平台", "Platforms"}}, Theme{"people", {"委员与覆盖", "Members and coverage"}},
    Theme{"activities", {"活动", "Activities"}}, Theme{"attendance", {"参与", "Participation"}},
    Theme{"problems", {"议题与问题", "Topics and problems"}}, Theme{"results", {"成果", "Results"}},
    Theme{"giving", {"捐赠、认领与结对", "Donations, pledges and pairings"}},
};

constexpr std::array table{
    Measure{"platforms", {"平台数", "platforms"}, {"期末在用的平台", "platforms open on the last day"}, "platforms", "platform"},
    Measure{"platforms_home", {"协商议事之家", "homes"}, {"期末在用的协商议事之家", "consultation homes open on the last day"}, "platforms", "platform", {"kind=home"}},
    Measure{"platforms_station", {"委员工作站", "stations"}, {"期末在用的委员工作站", "members' stations open on the last day"}, "platforms", "platform", {"kind=station"}},
    Measure{"platforms_studio", {"委员工作室", "studios"}, {"期末在用的委员工作室", "members' studios open on the last day"}, "platforms", "platform", {"kind=studio"}},
    Measure{"platforms_contact", {"委员联络点", "contact points"}, {"期末在用的委员联络点", "contact points open on the last day"}, "platforms", "platform", {"kind=contact"}},
    Measure{"platforms_opinion", {"社情民意联系点", "opinion points"}, {"期末在用的社情民意联系点", "public-opinion points open on the last day"}, "platforms", "platform", {"kind=opinion"}},
    Measure{"platforms_model", {"示范点", "model sites"}, {"期末在用的示范点", "model sites open on the last day"}, "platforms", "platform", {"model=yes"}},

    Measure{"members", {"委员数", "members"}, {"期末在任的委员", "members in office on the last day"}, "people", "member"},
    Measure{"members_assigned", {"下沉委员", "assigned"}, {"期末在任且下沉安排有效的委员", "members in office with an assignment in force on the last day"}, "people", "assigned"},
    Measure{"members_committed", {"签承诺书委员", "committed"}, {"期末在任且已签订履职承诺书的委员", "members in office who had signed the commitment by the last day"}, "people", "member", {"committed=yes"}},
    Measure{"communities", {"社区数", "communities"}, {"期末在册的社区", "communities open on the last day"}, "people", "community"},
    Measure{"communities_covered", {"覆盖社区", "covered"}, {"期末社区内或其下辖小区有在用平台、或有委员下沉的社区", "communities that had an open platform in or below them, or a member assigned there, on the last day"}, "people", "community", {"covered=yes"}},
    share_of({}, Measure{"coverage", {"覆盖率", "coverage"}, {"覆盖社区 ÷ 社区数", "covered communities as a share of all communities"}, "people", "community", {"covered=yes"}}),

    Measure{"activities", {"活动", "activities"}, {"期内开展的各类活动场次（联合举办的，合计中只计一次）", "sessions of any kind held in the period (a joint session counts once in a total)"}, "activities", "session"},
    Measure{"sessions", {"协商", "consultations"}, {"期内开展的协商活动场次", "consultation sessions held in the period"}, "activities", "session", {"kind=consult"}},
    Measure{"services", {"双服务", "services"}, {"期内开展的双服务活动场次", "service sessions held in the period"}, "activities", "session", {"kind=service"}},
    Measure{"visits", {"走访", "visits"}, {"期内开展的走访场次", "visits made in the period"}, "activities", "session", {"kind=visit"}},
    Measure{"inspections", {"视察", "inspections"}, {"期内开展的视察场次", "inspections made in the period"}, "activities", "session", {"kind=inspect"}},
    Measure{"sector_activities", {"界别活动", "sector activities"}, {"期内开展的界别活动场次", "sector activities held in the period"}, "activities", "session", {"kind=sector"}},
    Measure{"trainings", {"培训", "trainings"}, {"期内举办的培训场次", "trainings held in the period"}, "activities", "session", {"kind=training"}},
    Measure{"meetings", {"会议", "meetings"}, {"期内召开的会议场次", "meetings held in the period"}, "activities", "session", {"kind=meeting"}},

    Measure{"attendances", {"委员人次", "attendances"}, {"期内活动的委员到场人次（不含请假、缺席），加未列名委员人次", "members' attendances at activities in the period (excluding leave and absence), plus unnamed members present"}, "attendance", "attendance", {"present=yes"}, "people"},
    distinct(Measure{"members_active", {"参与委员", "active members"}, {"期内到场的委员人数，每人只计一次", "distinct members present at activities in the period"}, "attendance", "attendance", {"present=yes"}}),
    Measure{"speeches", {"发言人次", "speeches"}, {"期内活动中角色为“发言”的参加记录数", "attendances with role speak at activities in the period"}, "attendance", "attendance", {"role=speak"}},
    sum("residents", Measure{"residents", {"群众人次", "residents"}, {"期内活动的群众人次之和", "total residents present at activities in the period"}, "attendance", "session"}),
    sum("served", Measure{"served", {"服务人次", "served"}, {"期内活动的服务人次之和", "total people served by activities in the period"}, "attendance", "session"}),
    distinct(Measure{"units_active", {"参加单位", "units"}, {"期内参加活动的单位数，每个单位只计一次", "distinct units that took part in activities in the period"}, "attendance", "participation"}),

    Measure{"topics", {"议题数", "topics"}, {"期内确定的议题", "topics approved in the period"}, "problems", "topic"},
    Measure{"problems_raised", {"收集问题", "raised"}, {"期内提出的问题", "problems raised in the period"}, "problems", "raised"},
    Measure{"problems_solved", {"解决问题", "solved"}, {"期内解决的问题", "problems solved in the period"}, "problems", "solved"},
    Measure{"problems_closed", {"不予办理", "closed"}, {"期内作不予办理的问题", "problems closed with a reason in the period"}, "problems", "closed"},
    Measure{"problems_open", {"在办问题", "open"}, {"截至期末已提出，且未解决、未作不予办理的问题", "problems raised by the last day and neither solved nor closed by then"}, "problems", "open"},
    Measure{"problems_overdue", {"超期问题", "overdue"}, {"限期早于期末的在办问题", "open problems that were due before the last day"}, "problems", "open", {"overdue=yes"}},
    share_of({}, Measure{"solve_rate", {"解决率", "solve rate"}, {"期内提出的问题中，截至期末已解决的比例", "share of the problems raised in the period that were solved by its last day"}, "problems", "raised", {"solved=yes"}}),
    Measure{"lookbacks", {"回头看", "look-backs"}, {"期内开展“回头看”的次数", "look-backs made in the period"}, "problems", "lookback"},
    Measure{"relapses", {"反弹", "relapses"}, {"期内“回头看”结果为反弹的次数", "look-backs in the period that found the problem relapsed"}, "problems", "lookback", {"result=relapsed"}},
    share_of({"kind=consult"}, Measure{"conversion_rate", {"成果转化率", "conversion rate"}, {"期内协商活动中，截至期末已形成成果文稿或所提问题已解决的比例", "share of the period's consultations with a document or a solved problem by its last day"}, "problems", "session", {"converted=yes"}}),

    Measure{"documents", {"成果", "documents"}, {"期内提交的各类文稿", "documents of any kind filed in the period"}, "results", "document"},
    Measure{"proposals", {"提案", "proposals"}, {"期内提交的提案", "proposals filed in the period"}, "results", "document", {"kind=proposal"}},
    Measure{"opinions", {"社情民意", "opinions"}, {"期内提交的社情民意", "public opinions filed in the period"}, "results", "document", {"kind=opinion"}},
    Measure{"advices", {"协商建议书", "letters of advice"}, {"期内提交的协商建议书", "letters of advice filed in the period"}, "results", "document", {"kind=advice"}},
    Measure{"situations", {"情况与建议", "situations"}, {"期内提交的情况与建议", "reports on situation and advice filed in the period"}, "results", "document", {"kind=situation"}},
    Measure{"speeches_written", {"大会发言", "plenary speeches"}, {"期内提交的大会发言", "plenary speeches filed in the period"}, "results", "document", {"kind=speech"}},
    Measure{"researches", {"调研报告", "research reports"}, {"期内提交的调研报告", "research reports filed in the period"}, "results", "document", {"kind=research"}},
    Measure{"adopted", {"采纳", "adopted"}, {"期内被采纳的文稿", "documents adopted in the period"}, "results", "adopted"},
    Measure{"publicity", {"宣传", "publicity"}, {"期内的宣传报道", "items published in the period"}, "results", "publicity"},
    Measure{"model_cases", {"典型案例", "model cases"}, {"期内发布的典型案例", "model cases published in the period"}, "results", "publicity", {"model_case=yes"}},
    distinct(Measure{"commended_members", {"表扬委员", "commended members"}, {"期内受表扬的委员人数，每人只计一次", "distinct members commended in the period"}, "results", "commended_member"}),
    distinct(Measure{"commended_platforms", {"表扬平台", "commended platforms"}, {"期内受表扬的平台数，每个平台只计一次", "distinct platforms commended in the period"}, "results", "commended_platform"}),

    Measure{"donations", {"捐赠次数", "donations"}, {"期内的捐赠记录数", "donations made in the period"}, "giving", "donation"},
    yuan_of("cash", Measure{"donation_cash", {"捐赠现金", "cash given"}, {"期内捐赠的现金（元）", "cash given in the period (yuan)"}, "giving", "donation"}),
    yuan_of("value", Measure{"donation_value", {"捐赠物资折价", "goods given"}, {"期内捐赠物资的折价（元，只计已填折价的）", "value of goods given in the period (yuan, only where a value is given)"}, "giving", "donation"}),
    yuan_of("total", Measure{"donation_total", {"捐赠合计", "total given"}, {"期内捐赠的现金与物资折价之和（元）", "cash plus value of goods given in the period (yuan)"}, "giving", "donation"}),
    sum("beneficiaries", Measure{"beneficiaries", {"受益人次", "beneficiaries"}, {"期内捐赠的受益人次之和", "total beneficiaries of donations in the period"}, "giving", "donation"}),
    Measure{"pledges", {"认领", "pledges"}, {"期内的认领记录数", "pledges made in the period"}, "giving", "pledge"},
    Measure{"pledged_compounds", {"认领小区", "pledged compounds"}, {"期内认领的小区", "compounds pledged in the period"}, "giving", "pledge", {"target=compound"}},
    Measure{"pledged_projects", {"认领项目", "pledged projects"}, {"期内认领的项目", "projects pledged in the period"}, "giving", "pledge", {"target=project"}},
    yuan_of("amount", Measure{"pledge_amount", {"认捐金额", "amount pledged"}, {"期内认领的认捐金额（元）", "amount pledged in the period (yuan)"}, "giving", "pledge"}),
    yuan_of("paid", Measure{"pledge_paid", {"认领出资", "amount paid"}, {"期内认领的出资（元）", "amount paid on pledges made in the period (yuan)"}, "giving", "pledge"}),
    sum("count", Measure{"paired", {"结对数", "paired"}, {"期末有效结对的数目之和", "total count of pairings in force on the last day"}, "giving", "pairing"}),
};

}  // namespace

std::span<const Measure> measures() { return table; }
std::span<const Theme> themes() { return theme_table; }

const Measure* find_measure(std::string_view id) noexcept {
    const auto found = std::find_if(table.begin(), table.end(), [&](const Measure& m) { return m.id == id; });
    return found == table.end() ? nullptr : &*found;
}

}  // namespace cpcc::report
