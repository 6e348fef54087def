#include "report/monthly_reports.hpp"

#include "cpcc/report/appraisal.hpp"
#include "cpcc/report/calendar.hpp"
#include "cpcc/report/filing_status.hpp"
#include "cpcc/report/followup.hpp"
#include "cpcc/report/summary.hpp"
#include "report/brief_options.hpp"
#include "report/dashboard.hpp"
#include "report/summary_layout.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

namespace cpcc::cli {

namespace {

class Month {
public:
    Month(Context& context, const MonthlyOptions& options, const Period& period, std::optional<std::string> area)
        : context_(context), options_(options), period_(period), area_(std::move(area)) {}

    std::vector<MonthlyReport> reports() {
        const Config& config = context_.config();
        std::vector<MonthlyReport> all{summary(), brief(), dashboard()};
        if (!config.calendar.rules.empty()) all.push_back(calendar());
        all.push_back(followup());
        for (const report::AppraisalRules& rules : context_.appraisals())
            if (rules.since <= period_.last && period_.last <= rules.until) all.push_back(appraisal(rules));
        if (!config.filings.areas.empty()) all.push_back(filings());
        return all;
    }

private:
    std::string titled(Words what) const { return titled(what.str()); }
    std::string titled(const std::string& what) const {
        const std::string& office = context_.config().office_name;
        return office.empty() ? fmt::format("{}  {}", what, period_.text())
                              : say(Words{"{}{}  {}", "{}: {}  {}"}, office, what, period_.text());
    }

    report::SummarySpec summary_spec() {
        report::SummarySpec spec;
        spec.period = period_;
        spec.office = context_.config().office_name;
        spec.area = area_;
        spec.measures = report::ask({}, context_.own_measures());
        gather_themes(spec.measures);
        spec.human = true;
        return spec;
    }

    // The whole area compared with the month before and the year before, then the areas below it.
    MonthlyReport summary() {
        MonthlyReport made{"summary", say(Words{"汇总", "summary"}), period_.text(), {}, {}};
        made.paper.title = titled(Words{"月度汇总", "monthly summary"});
        report::SummarySpec whole = summary_spec();
        whole.compare = {report::Compare::previous, report::Compare::last_year};
        made.paper.tables.push_back(upright(report::summary(connection_, whole), 2, whole.measures));
        made.paper.tables.back().heading.title = say(Words{"总计", "Total"});
        report::SummarySpec parts = summary_spec();
        if (const auto level = report::level_below(connection_, area_, period_.last)) {
            parts.by = {*level};
            parts.total = true;
            parts.filed = options_.filed;
            parts.own_books = context_.config().filings.areas;
            made.paper.tables.push_back(report::summary(connection_, parts));
            add_chart(made.paper.tables.back(), *level, parts.measures);
            made.paper.tables.back().heading.title = say(Words{"按{}", "By {}"}, report::words_of(*level).label.get());
        }
        add_definitions(made.paper.tables.back(), parts.measures);
        return made;
    }

    MonthlyReport brief() {
        BriefOptions options;
        options.period = period_.text();
        options.area = area_;
        options.filed = options_.filed;
        const report::Brief made = report::brief(connection_, brief_spec(context_, options));
        return {"brief", say(Words{"简报", "brief"}), period_.text(), {}, made.text};
    }

    // What is due is as of the period's last day, as in `followup`.
    MonthlyReport dashboard() {
        const Date on = std::min(period_.last, context_.today());
        return {"dashboard",
                say(Words{"看板", "dashboard"}),
                period_.text(),
                dashboard_paper(context_, dashboard_spec(context_, period_, area_, on), files::Format::html),
                {},
                true};
    }

    MonthlyReport calendar() {
        const Config& config = context_.config();
        constexpr std::array lists{report::CalendarList::days, report::CalendarList::missed,
                                   report::CalendarList::streaks};
        const report::CalendarSpec spec{period_, context_.today(), area_, {}, config.calendar, config.workdays, true};
        return {"calendar",
                say(Words{"协商日历", "calendar"}),
                period_.text(),
                {titled(Words{"协商日历", "calendar"}), report::calendar(connection_, spec, lists)},
                {}};
    }

    // As of the period's last day, so that a later run shows the same.
    MonthlyReport followup() {
        const Config& config = context_.config();
        const Date on = std::min(period_.last, context_.today());
        const report::FollowupSpec spec{on, area_, config.workdays, config.lookback_after, true};
        return {
            "followup", say(Words{"问题跟踪", "follow-up"}), on.iso(), {{}, {report::followup(connection_, spec)}}, {}};
    }

    // The scores of the scoring year up to the end of the period.
    MonthlyReport appraisal(const report::AppraisalRules& rules) {
        Date first = Date::of(period_.last.year(), rules.year_begins, 1);
        if (first > period_.last) first = Date::of(period_.last.year() - 1, rules.year_begins, 1);
        const std::string span = Period{first, period_.last}.text();
        report::AppraisalSpec spec{rules.who, span, context_.today(), {}, rules.id, {}, context_.config().office_name,
                                   true};
        return {"appraisal-" + rules.id,
                rules.name(),
                span,
                {{}, {report::appraisal(connection_, context_.appraisals(), spec)}},
                {}};
    }

    MonthlyReport filings() {
        const Config& config = context_.config();
        report::FilingStatusSpec spec;
        spec.period = period_;
        spec.today = context_.today();
        spec.area = area_;
        spec.areas = config.filings.areas;
        spec.due_day = config.filings.due_day;
        spec.workdays = config.workdays;
        spec.measures = report::ask({}, context_.own_measures());
        spec.human = true;
        return {"filings",
                say(Words{"填报情况", "filings"}),
                period_.text(),
                {{}, {report::filing_status(connection_, spec)}},
                {}};
    }

    Context& context_;
    const MonthlyOptions& options_;
    const Period period_;
    const std::optional<std::string> area_;
    db::Connection& connection_ = context_.reporting();
};

}  // namespace

std::vector<MonthlyReport> monthly_reports(Context& context, const MonthlyOptions& options, const Period& period,
                                           const std::optional<std::string>& area) {
    return Month(context, options, period, area).reports();
}

std::vector<files::Format> formats_of(const MonthlyReport& report) {
    if (report.page_only) return {files::Format::html};
    if (report.paper.tables.empty()) return {files::Format::docx, files::Format::html};
    return {files::Format::xlsx, files::Format::docx, files::Format::html};
}

std::string rendered(Context& context, const MonthlyReport& report, files::Format format) {
    std::ostringstream out;
    if (report.paper.tables.empty()) {
        const files::Document document = report::document(report.prose);
        format == files::Format::docx ? files::write_docx(document, out) : files::write_page(document, out);
        return out.str();
    }
    const Paper paper = for_people(context, report.paper, format);
    files::WriteOptions options;
    options.format = format;
    options.paper = head_of(context, paper);
    write_paper(paper, *files::make_sink(options, out));
    return out.str();
}

}  // namespace cpcc::cli
