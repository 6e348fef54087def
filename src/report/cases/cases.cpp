#include "cpcc/report/cases.hpp"

#include "cpcc/db/sets.hpp"
#include "cpcc/db/value_on.hpp"
#include "cpcc/records/choices.hpp"
#include "cpcc/records/stored.hpp"
#include "evidence/notes.hpp"
#include "facts/area_words.hpp"
#include "facts/same_office.hpp"
#include "facts/session_facts.hpp"
#include "facts/settled.hpp"
#include "lists/document_list.hpp"

#include <algorithm>
#include <tuple>

namespace cpcc::report {

namespace {

// A line of the story. Those of one day are in the order of `rank`.
struct Line {
    std::int64_t day;
    int rank;
    std::string kind, code, title, state;
};

struct Case {
    std::int64_t session = 0, problem = 0;
    int area = 0;
    std::string code;
    std::vector<Line> story = {};
};

// The cases that a record belongs to, by its row number.
using CasesOf = std::map<std::int64_t, std::vector<std::size_t>>;

std::vector<std::int64_t> keys_of(const CasesOf& cases) {
    std::vector<std::int64_t> keys;
    for (const auto& [key, list] : cases) keys.push_back(key);
    return keys;
}

class Cases {
public:
    Cases(db::Connection& connection, const CasesSpec& spec)
        : connection_(connection), spec_(spec), registers_(connection), area_(registers_.area(spec.area)) {}

    files::Table table() {
        find_cases();
        sessions();
        problems();
        documents();
        lookbacks();
        return rows();
    }

private:
    // Finds the cases. One that names only a problem has that problem's session, if there is one.
    void find_cases() {
        const auto area_of = [](std::string_view platform) {
            return db::value_on(records::kind("platform"), platform, "area", "n.published_on");
        };
        auto rows = prepare(
            connection_,
            fmt::format(
                "SELECT n.published_on, n.code, n.title, n.channel, n.url, coalesce(n.session, p.session), "
                "n.problem, coalesce(s.area, {}, {}) FROM publicity n LEFT JOIN problem p ON p.id = "
                "n.problem{} LEFT JOIN session s ON s.id = n.session{} LEFT JOIN platform f ON f.id = s.platform "
                "LEFT JOIN platform g ON g.id = p.platform WHERE n.voided IS NULL AND n.model_case = 1 AND "
                "n.published_on BETWEEN $first AND $last ORDER BY n.published_on, n.code",
                area_of("f"), area_of("g"), same_office(connection_, "p", "n"), same_office(connection_, "s", "n")),
            {{"first", spec_.period.first.packed()}, {"last", spec_.period.last.packed()}});
        while (rows.step()) {
            if (area_ != 0 && !registers_.lies_in(rows.small(7), area_)) continue;
            Case one{rows.integer(5), rows.integer(6), rows.small(7), rows.str(1)};
            if (one.session != 0) by_session_[one.session].push_back(cases_.size());
            if (one.problem != 0) by_problem_[one.problem].push_back(cases_.size());
            const std::string channel = rows.is_null(4) ? rows.str(3) : rows.str(3) + "  " + rows.str(4);
            one.story.push_back({rows.integer(0), 0, "publicity", one.code, rows.str(2), channel});
            cases_.push_back(std::move(one));
        }
    }

    void add(const CasesOf& cases, std::int64_t key, const Line& line) {
        if (const auto found = cases.find(key); found != cases.end())
            for (const std::size_t one : found->second) cases_[one].story.push_back(line);
    }

    void sessions() {
        db::for_each_in(
            connection_,
            "SELECT s.id, s.held_on, s.code, s.title, coalesce(p.name, a.name) FROM session s LEFT JOIN "
            "platform p ON p.id = s.platform LEFT JOIN area a ON a.id = s.area WHERE s.id IN ($keys) AND "
            "s.voided IS NULL AND " +
                is_held("s") + " ORDER BY s.id",
            std::span<const std::int64_t>(keys_of(by_session_)), [&](db::Statement& row) {
                add(by_session_, row.integer(0), {row.integer(1), 1, "session", row.str(2), row.str(3), row.str(4)});
            });
    }

    // A case that names no problem has those that its session raised.
    void problems() {
        CasesOf without;
        for (const auto& [session, list] : by_session_)
            for (const std::size_t one : list)
                if (cases_[one].problem == 0) without[session].push_back(one);
        db::for_each_in(
            connection_,
            "SELECT p.session, p.id FROM problem p WHERE p.session IN ($keys) AND p.voided IS NULL ORDER BY "
            "p.session, p.id",
            std::span<const std::int64_t>(keys_of(without)), [&](db::Statement& row) {
                auto& list = by_problem_[row.integer(1)];
                const auto& more = without[row.integer(0)];
                list.insert(list.end(), more.begin(), more.end());
            });
        const std::vector<std::int64_t> keys = keys_of(by_problem_);
        auto rows = connection_.prepare(fmt::format(
            "SELECT p.id, p.raised_on, p.code, p.title, {}, {} FROM problem p WHERE p.id IN ({}) AND p.voided IS NULL "
            "ORDER BY p.id",
            settled_by("last", records::SettledAs::solved), settled_by("last", records::SettledAs::closed),
            db::set_parameters()));
        rows.bind("last", spec_.period.last.packed());
        db::for_each_in(rows, std::span(keys), [&](db::Statement& row) {
            add(by_problem_, row.integer(0), {row.integer(1), 2, "problem", row.str(2), row.str(3), state_of(row)});
        });
    }

    // Returns what a problem was on the last day of the period.
    static std::string state_of(const db::Statement& row) {
        for (const auto& [column, words] :
             {std::pair{4, Words{"{} 解决", "solved on {}"}}, {5, Words{"{} 不予办理", "closed on {}"}}})
            if (!row.is_null(column)) return say(words, Date::packed(row.integer(column)).iso());
        return say(Words{"在办", "open"});
    }

    void documents() {
        struct Document {
            std::string code, title;
            std::vector<std::size_t> cases;
        };
        std::map<std::int64_t, Document> found;
        for (const auto& [column, cases] : {std::pair{"session", &by_session_}, {"problem", &by_problem_}})
            db::for_each_in(
                connection_,
                fmt::format("SELECT d.{0}, d.id, d.filed_on, d.code, d.title, d.kind FROM document d WHERE d.{0} IN "
                            "($keys) AND d.voided IS NULL ORDER BY d.{0}, d.id",
                            column),
                std::span<const std::int64_t>(keys_of(*cases)), [&, list = cases](db::Statement& row) {
                    Document& document = found[row.integer(1)];
                    document.code = row.str(3), document.title = row.str(4);
                    const auto& kind = records::choice(records::kind("document").at("kind").choices, row.integer(5));
                    for (const std::size_t one : (*list)[row.integer(0)]) {
                        auto& known = document.cases;
                        if (std::find(known.begin(), known.end(), one) != known.end()) continue;
                        known.push_back(one);
                        cases_[one].story.push_back(
                            {row.integer(2), 3, "document", document.code, document.title, kind.label.str()});
                    }
                });
        std::vector<std::int64_t> ids;
        for (const auto& [id, document] : found) ids.push_back(id);
        for (const auto& [id, steps] : handling_of(connection_, ids))
            for (const HandlingStep& step : steps)
                for (const std::size_t one : found[id].cases)
                    cases_[one].story.push_back(
                        {step.done_on, 4, "handling", found[id].code, found[id].title, step_words(step)});
    }

    void lookbacks() {
        db::for_each_in(
            connection_,
            "SELECT l.problem, l.seen_on, p.code, p.title, l.result FROM lookback l JOIN problem p ON p.id = "
            "l.problem" +
                same_office(connection_, "p", "l") +
                " WHERE l.problem IN ($keys) AND l.voided IS NULL ORDER BY l.problem, l.seen_on, l.id",
            std::span<const std::int64_t>(keys_of(by_problem_)), [&](db::Statement& row) {
                const auto& results = records::kind("lookback").at("result").choices;
                add(by_problem_, row.integer(0),
                    {row.integer(1), 5, "lookback", row.str(2), row.str(3),
                     results[static_cast<std::size_t>(row.integer(4) - 1)].label.str()});
            });
    }

    files::Table rows() {
        files::Table table = empty_list({{"cases", {"典型案例", "Model cases"}},
                                         {{"case", {"案例", "case"}},
                                          code_column("area"),
                                          name_column("area_name", "area"),
                                          {"kind", {"类型", "kind"}},
                                          {"code", {"编号", "code"}},
                                          {"date", {"日期", "date"}, files::CellType::date},
                                          {"title", {"题目", "title"}},
                                          {"state", {"渠道、地点或结果", "channel, place or result"}}},
                                         {}});
        for (Case& one : cases_) {
            std::erase_if(one.story, [&](const Line& line) { return line.day > spec_.period.last.packed(); });
            std::stable_sort(one.story.begin() + 1, one.story.end(), [](const Line& a, const Line& b) {
                return std::tie(a.day, a.rank, a.code) < std::tie(b.day, b.rank, b.code);
            });
            const AreaEntry& area = registers_.areas[static_cast<std::size_t>(one.area)];
            for (const Line& line : one.story)
                table.rows.push_back({one.code, files::text_cell(area.code), files::text_cell(area.name),
                                      spec_.human ? records::kind(line.kind).label.str() : line.kind, line.code,
                                      line.day, line.title, files::text_cell(line.state)});
        }
        table.heading.title += "  " + spec_.period.text();
        table.heading.notes = {
            say(Words{"时段：{}；区划：{}。典型案例 {} 个。先列宣传报道，再依次列出活动、问题、成果、办理和回头看。",
                      "Period: {}. Area: {}. Model cases: {}. Each begins with its publication; then come the "
                      "session, problems, documents, handling and look-backs."},
                dates(spec_.period), area_words(registers_, area_), cases_.size())};
        return table;
    }

    db::Connection& connection_;
    const CasesSpec& spec_;
    Registers registers_;
    int area_;
    std::vector<Case> cases_;
    CasesOf by_session_, by_problem_;
};

}  // namespace

files::Table cases(db::Connection& connection, const CasesSpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Cases(connection, spec).table();
}

}  // namespace cpcc::report
