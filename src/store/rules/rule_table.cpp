#include "rules/rule_table.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/db/value_on.hpp"
#include "cpcc/records/choices.hpp"
#include "cpcc/records/registry.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>
#include <array>

namespace cpcc::store {

using records::Kind;

namespace {

// Adds the rules that follow from a kind's declaration: the order of dates, and exactly one of two fields.
void add_declared(std::vector<Rule>& all, const Kind& kind) {
    for (const auto& [first, second] : kind.order)
        all.push_back({kind.id,
                       second,
                       {{"{0} 早于{2} {1}", "{0} is before {1} ({3})"}},
                       fmt::format("@t.{1}, @t.{0}, '{2}', '{3}'", first, second, kind.at(first).label.zh,
                                   kind.at(first).label.en),
                       fmt::format("FROM {0} t WHERE t.voided IS NULL AND t.{2} < t.{1}", kind.id, first, second),
                       {{kind.id, "t"}}});
    if (kind.has_dated_fields())
        all.push_back({kind.id,
                       kind.begins,
                       {{"{0} 晚于沿革中的 {1}", "{0} is after an earlier span of its history, which ends on {1}"}},
                       fmt::format("@t.{}, @w.until", kind.begins),
                       fmt::format("FROM {0} t JOIN {1} w ON w.{0} = t.id WHERE t.voided IS NULL AND w.until < t.{2}",
                                   kind.id, kind.former_table, kind.begins),
                       {{kind.id, "t"}}});
    if (kind.one_of.size() == 2)
        all.push_back({kind.id,
                       kind.one_of[0],
                       {{"{0} 与 {1} 应填写其中一项，且只填一项", "fill in either {0} or {1}, but not both"}},
                       fmt::format("'{}', '{}'", kind.one_of[0], kind.one_of[1]),
                       fmt::format("FROM {0} t WHERE t.voided IS NULL AND (t.{1} IS NULL) = (t.{2} IS NULL)", kind.id,
                                   kind.one_of[0], kind.one_of[1]),
                       {{kind.id, "t"}}});
    if (kind.at_least_one_of.size() == 2)
        all.push_back({kind.id,
                       kind.at_least_one_of[0],
                       {{"{0} 与 {1} 至少填写一项", "fill in {0} or {1}, or both"}},
                       fmt::format("'{}', '{}'", kind.at_least_one_of[0], kind.at_least_one_of[1]),
                       fmt::format("FROM {0} t WHERE t.voided IS NULL AND t.{1} IS NULL AND t.{2} IS NULL", kind.id,
                                   kind.at_least_one_of[0], kind.at_least_one_of[1]),
                       {{kind.id, "t"}}});
}

// Adds a rule against dates outside a span, either end of which may be open. One pass over the records checks both
// ends. The unary plus keeps the engine from scanning the index of dates instead of the touched records. `start` and
// `end` are columns of the rule's second scope. Most dates lie after the latest start and before the earliest end of
// all spans, often every date does. Such dates need no comparison with their own span.
void add_span(std::vector<Rule>& all, Rule rule, std::string_view day, std::string_view start, std::string_view end) {
    const auto column = [](std::string_view of) { return of.substr(of.find('.') + 1); };
    const auto table = [&](std::string_view of) {
        return std::find_if(rule.scopes.begin(), rule.scopes.end(),
                            [&](const auto& scope) { return scope.second == of.substr(0, of.find('.')); })
            ->first;
    };
    const std::string first = fmt::format("(SELECT max({}) FROM {})", column(start), table(start)),
                      last = fmt::format("(SELECT min({}) FROM {})", column(end), table(end));
    rule.possible = fmt::format("SELECT (SELECT min({0}) FROM {1}) < {2} OR (SELECT max({0}) FROM {1}) > {3}",
                                column(day), table(day), first, last);
    rule.extra_for_many = fmt::format(" AND (+{0} < {1} OR +{0} > {2})", day, first, last);
    rule.from += fmt::format("AND (+{0} < {1} OR +{0} > {2})", day, start, end);
    rule.which = fmt::format("CASE WHEN {} < {} THEN 0 ELSE 1 END", day, start);
    all.push_back(std::move(rule));
}

// Adds the rule that a record must not be dated before its platform opened or after it closed.
void add_platform_span(std::vector<Rule>& all, std::string_view kind, std::string_view day) {
    add_span(all,
             {kind,
              day,
              {{"{0} 早于平台 {1} 的建成日期 {2}", "{0} is before platform {1} opened ({2})"},
               {"{0} 晚于平台 {1} 的停用日期 {3}", "{0} is after platform {1} closed ({3})"}},
              fmt::format("@t.{}, p.code, @p.opened_on, @p.closed_on", day),
              fmt::format("FROM {} t JOIN platform p ON p.id = t.platform WHERE t.voided IS NULL ", kind),
              {{kind, "t"}, {"platform", "p"}}},
             fmt::format("t.{}", day), "p.opened_on", "p.closed_on");
}

// Adds the rule that a record must not be dated outside its member's term. `day` is an expression over `t` and the
// tables of `join`.
void add_term(std::vector<Rule>& all, std::string_view kind, std::string_view field, std::string_view day,
              const std::string& join, std::vector<std::pair<std::string_view, std::string_view>> more_scopes = {}) {
    std::vector<std::pair<std::string_view, std::string_view>> scopes{{kind, "t"}, {"member", "m"}};
    scopes.insert(scopes.end(), more_scopes.begin(), more_scopes.end());
    add_span(all,
             {kind,
              field,
              {{"{0} 早于委员 {1} 的任职日期 {2}", "{0} is before member {1} joined ({2})"},
               {"{0} 晚于委员 {1} 的离任日期 {3}", "{0} is after member {1} left ({3})"}},
              fmt::format("@{}, m.code, @m.joined_on, @m.left_on", day),
              fmt::format("FROM {} t {}JOIN member m ON m.id = t.{} WHERE t.voided IS NULL ", kind, join, field),
              std::move(scopes)},
             day, "m.joined_on", "m.left_on");
}

void add_problem_life(std::vector<Rule>& all) {
    all.push_back({"problem",
                   "closed_on",
                   {{"已于 {0} 解决，不能再列为不予办理（{1}）", "solved on {0} and cannot also be closed on {1}"}},
                   "@t.solved_on, @t.closed_on",
                   "FROM problem t WHERE t.voided IS NULL AND t.solved_on IS NOT NULL AND t.closed_on IS NOT NULL",
                   {{"problem", "t"}}});
    all.push_back({"problem",
                   "close_reason",
                   {{"不予办理日期与原因应同时填写", "fill in both closed_on and close_reason"}},
                   "",
                   "FROM problem t WHERE t.voided IS NULL AND (t.closed_on IS NULL) <> (t.close_reason IS NULL)",
                   {{"problem", "t"}}});
    all.push_back(
        {"problem",
         "solved_on",
         {{"{0} 应晚于最近一次反弹的日期 {1}", "{0} is not after the last relapse ({1})"}},
         "@t.solved_on, @l.seen_on",
         fmt::format("FROM problem t JOIN lookback l ON l.problem = t.id WHERE t.voided IS NULL AND l.voided IS NULL "
                     "AND l.result = {} AND l.seen_on >= t.solved_on",
                     number_of(records::LookbackResult::relapsed)),
         {{"problem", "t"}}});
    for (const auto& [kind, day] : {std::pair{"progress", "noted_on"}, std::pair{"lookback", "seen_on"}})
        all.push_back({kind,
                       day,
                       {{"{0} 早于问题 {1} 的提出日期 {2}", "{0} is before problem {1} was raised ({2})"}},
                       fmt::format("@t.{}, q.code, @q.raised_on", day),
                       fmt::format("FROM {0} t JOIN problem q ON q.id = t.problem WHERE t.voided IS NULL AND q.voided "
                                   "IS NULL AND t.{1} < q.raised_on",
                                   kind, day),
                       {{kind, "t"}, {"problem", "q"}}});
}

// Adds the rules for what was settled and reopened. Days are in order: raised, settled, reopened, settled again.
void add_settled(std::vector<Rule>& all) {
    const auto add = [&](std::string_view field, Words words, std::string shown, std::string_view more) {
        Rule rule{"problem", field, {words}, std::move(shown), {}, {{"problem", "t"}}};
        rule.from =
            fmt::format("FROM problem t JOIN problem_settled e ON e.problem = t.id AND e.office = t.office {}", more);
        rule.possible = "SELECT CASE WHEN EXISTS (SELECT 1 FROM problem_settled) THEN 1 ELSE 0 END";
        all.push_back(std::move(rule));
    };
    add("settled_before", {"{0} 早于提出日 {1}", "{0} is before raised on ({1})"}, "@e.settled_on, @t.raised_on",
        "WHERE t.voided IS NULL AND e.settled_on < t.raised_on");
    add("settled_before", {"{0} 办结，{1} 又列为在办：日期颠倒", "settled on {0}, reopened on {1}: out of order"},
        "@e.settled_on, @e.reopened_on", "WHERE t.voided IS NULL AND e.reopened_on < e.settled_on");
    add("settled_before",
        {"{0} 办结时，此前的办结尚未重新列为在办（{1}）", "settled on {0}, before the problem was reopened on {1}"},
        "@o.settled_on, @e.reopened_on",
        "JOIN problem_settled o ON o.problem = t.id AND o.office = t.office AND o.position > e.position WHERE t.voided "
        "IS NULL AND o.settled_on < e.reopened_on");
    for (const std::string_view field : {"solved_on", "closed_on"})
        add(field, {"{0} 早于问题重新列为在办的日期 {1}", "{0} is before the problem was reopened ({1})"},
            fmt::format("@t.{}, @e.reopened_on", field),
            fmt::format("WHERE t.voided IS NULL AND t.{} < e.reopened_on", field));
    add("settled_before", {"{0} 的解决应止于 {1} 的反弹", "the solution of {0} ended with the relapse of {1}"},
        "@e.settled_on, @l.seen_on",
        fmt::format("JOIN lookback l ON l.problem = t.id WHERE t.voided IS NULL AND l.voided IS NULL AND l.result = {} "
                    "AND e.role = {} AND l.seen_on >= e.settled_on AND l.seen_on < e.reopened_on",
                    number_of(records::LookbackResult::relapsed), number_of(records::SettledAs::solved)));
}

// Adds the rule that the area of a session lies in or below that of its platform.
void add_session_area(std::vector<Rule>& all) {
    all.push_back(
        {"session",
         "area",
         {{"区划 {0} 不在平台 {1} 的区划 {2} 之内", "area {0} is not in area {2} of platform {1}"}},
         "a.code, p.code, b.code",
         fmt::format("FROM session t JOIN platform p ON p.id = t.platform JOIN area a ON a.id = t.area JOIN area b ON "
                     "b.id = {} WHERE t.voided IS NULL AND t.area <> b.id AND NOT EXISTS (WITH RECURSIVE up(id) AS "
                     "(SELECT t.area UNION SELECT (SELECT x.parent FROM area x WHERE x.id = up.id) FROM up WHERE up.id "
                     "IS NOT NULL) SELECT 1 FROM up WHERE up.id = b.id)",
                     db::value_on(records::kind("platform"), "p", "area", "t.held_on")),
         {{"session", "t"}, {"platform", "p"}, {"area", "a"}}});
}

void add_trees(std::vector<Rule>& all) {
    all.push_back({"area",
                   "parent",
                   {{"上级区划 {0} 的层级应高于该区划", "parent area {0} is not of a higher level"}},
                   "p.code",
                   "FROM area t JOIN area p ON p.id = t.parent WHERE t.voided IS NULL AND p.level >= t.level",
                   {{"area", "t"}, {"area", "p"}}});
    for (const auto& [kind, field] : {std::pair{"topic", "parent"}, std::pair{"problem", "follows"}})
        all.push_back(
            {kind,
             field,
             {{"形成循环：该记录成为自身的上级或前序", "circular reference"}},
             "",
             fmt::format("FROM {0} t WHERE t.{1} IS NOT NULL AND EXISTS (WITH RECURSIVE up(id) AS (SELECT t.{1} UNION "
                         "SELECT (SELECT x.{1} FROM {0} x WHERE x.id = up.id) FROM up WHERE up.id IS NOT NULL) SELECT "
                         "1 FROM up WHERE up.id = t.id)",
                         kind, field),
             {{kind, "t"}}});
}

std::vector<Rule> make_rules() {
    std::vector<Rule> all;
    for (const Kind* kind : records::kinds()) add_declared(all, *kind);
    add_platform_span(all, "session", "held_on");
    add_platform_span(all, "problem", "raised_on");
    add_platform_span(all, "topic", "proposed_on");
    add_platform_span(all, "assignment", "since");
    add_platform_span(all, "donation", "given_on");
    add_platform_span(all, "commendation", "issued_on");
    add_term(all, "assignment", "member", "t.since", "");
    add_term(all, "attendance", "member", "s.held_on", "JOIN session s ON s.id = t.session AND s.voided IS NULL ",
             {{"session", "s"}});
    add_term(all, "problem", "raised_by", "t.raised_on", "");
    add_term(all, "lookback", "seen_by", "t.seen_on", "JOIN problem q ON q.id = t.problem AND q.voided IS NULL ",
             {{"problem", "q"}});
    add_term(all, "donation", "donor_member", "t.given_on", "");
    add_term(all, "pledge", "member", "t.pledged_on", "");
    add_term(all, "pairing", "member", "t.since", "");
    all.push_back({"assignment",
                   "since",
                   {{"与同一委员、同一地点、同一角色的另一项下沉安排（{0} 起）时间重叠",
                     "overlaps another assignment of the same member, place and role (since {0})"}},
                   "@o.since",
                   "FROM assignment t JOIN assignment o ON o.member = t.member AND o.role = t.role AND o.platform IS "
                   "NOT DISTINCT FROM t.platform "
                   "AND o.area IS NOT DISTINCT FROM t.area AND o.id <> t.id AND (o.since < t.since OR (o.since = "
                   "t.since AND o.id < t.id)) "
                   "WHERE t.voided IS NULL AND o.voided IS NULL AND (o.until IS NULL OR o.until >= t.since)",
                   {{"assignment", "t"}, {"assignment", "o"}}});
    add_problem_life(all);
    add_settled(all);
    add_session_area(all);
    add_trees(all);
    return all;
}

// The expressions of `shown` without their marks, and a flag for each: whether it is a date.
struct Shown {
    std::string sql;
    std::vector<bool> days;
};

Shown parse_shown(const std::string& shown) {
    Shown parsed;
    bool start = true;
    for (const char c : shown) {
        if (start && c == ' ') continue;
        if (start) parsed.days.push_back(c == '@');
        if (start && parsed.sql.empty()) parsed.sql = ", ";
        if (!(start && c == '@')) parsed.sql += c;
        start = c == ',';
    }
    return parsed;
}

std::string expression(db::Statement& row, const Shown& shown, std::size_t index) {
    if (index >= shown.days.size()) return {};
    const int column = static_cast<int>(index) + 3;
    return shown.days[index] ? Date::packed(row.integer(column)).iso() : row.str(column);
}

db::Statement prepare(db::Connection& connection, const Rule& rule, const Shown& shown, std::string_view alias,
                      const std::string& touched) {
    const std::string name = records::kind(rule.kind).has_code() ? "t.code" : "'#' || t.id";
    return connection.prepare(fmt::format("SELECT {0}.id, {1}, {2}{3} {4}{5} ORDER BY t.id", alias, name, rule.which,
                                          shown.sql, rule.from, touched));
}

void run(db::Statement rows, const Rule& rule, bool own, const Shown& shown,
         const std::function<void(const Breach&)>& each) {
    while (rows.step())
        each({&rule, rows.integer(0), own, rows.str(1),
              say(rule.words.at(static_cast<std::size_t>(rows.integer(2))), expression(rows, shown, 0),
                  expression(rows, shown, 1), expression(rows, shown, 2), expression(rows, shown, 3))});
}

bool may_be_broken(db::Connection& connection, const Rule& rule) {
    if (rule.possible.empty()) return true;
    auto row = connection.prepare(rule.possible);
    return row.step() && row.integer(0) != 0;
}

// Returns whether touched records of this scope can reveal a breach. Only touched records can refer to a new record,
// and the rule checks those as its own kind. So another scope matters only if some of its records existed before.
bool can_reveal_breach(const Rule& rule, std::string_view scope, const Touched& touched) {
    return scope == touched.kind && (touched.any_existed || scope == rule.kind);
}

}  // namespace

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all = make_rules();
    return all;
}

void find_breaches(db::Connection& connection, const Touched& touched, const std::function<void(const Breach&)>& each) {
    constexpr std::int64_t many = 1000;
    const bool are_many = touched.high - touched.low >= many;
    for (const Rule& rule : rules())
        for (const auto& [scope, alias] : rule.scopes) {
            if (!can_reveal_breach(rule, scope, touched) || (are_many && !may_be_broken(connection, rule))) continue;
            const bool is_other_scope = scope != rule.kind;
            const Shown shown = parse_shown(rule.shown);
            std::string here = fmt::format("{2} AND {0}.id BETWEEN $low AND $high AND {0}.changed = $entry{1}", alias,
                                           is_other_scope ? fmt::format(" AND {}.created <> $entry", alias) : "",
                                           are_many ? rule.extra_for_many : "");
            // A fact is related only to facts of its own office, a register to those of every office.
            if (records::kind(scope).fact)
                for (const auto& [kind, other] : rule.scopes)
                    here += of_own_office(connection, records::kind(kind), other);
            auto rows = prepare(connection, rule, shown, alias, here);
            rows.bind("low", touched.low).bind("high", touched.high).bind("entry", touched.entry);
            run(std::move(rows), rule, alias == rule.scopes.front().second, shown, each);
        }
}

void find_breaches(db::Connection& connection, const std::function<void(const Breach&)>& each) {
    for (const Rule& rule : rules()) {
        const Shown shown = parse_shown(rule.shown);
        run(prepare(connection, rule, shown, rule.scopes.front().second, ""), rule, true, shown, each);
    }
}

}  // namespace cpcc::store
