#include "rules/relapse.hpp"

#include "cpcc/db/sets.hpp"
#include "cpcc/records/choices.hpp"

#include <algorithm>

namespace cpcc::store {

namespace {

struct Reopened {
    std::int64_t problem, solved_on;
};

// Collects problems solved no later than a relapse, among those that the condition selects.
void collect(db::Connection& connection, const std::string& condition, const Ledger& ledger, std::int64_t entry,
             std::vector<Reopened>& found) {
    auto rows = connection.prepare(fmt::format(
        "SELECT DISTINCT p.id, p.solved_on FROM problem p JOIN lookback l ON l.problem = p.id WHERE l.result = {} "
        "AND l.voided IS NULL AND p.voided IS NULL AND l.seen_on >= p.solved_on AND {} ORDER BY p.id",
        number_of(records::LookbackResult::relapsed), condition));
    rows.bind("low", ledger.low()).bind("high", ledger.high()).bind("entry", entry);
    while (rows.step()) found.push_back({rows.integer(0), rows.integer(1)});
}

}  // namespace

std::int64_t reopen_relapsed(WriteContext& context) {
    std::vector<Reopened> found;
    if (const auto lookbacks = context.ledgers.find("lookback"); lookbacks != context.ledgers.end())
        collect(context.connection, "l.id BETWEEN $low AND $high AND l.changed = $entry", lookbacks->second,
                context.entry, found);
    if (const auto problems = context.ledgers.find("problem"); problems != context.ledgers.end() && !context.detailed)
        collect(context.connection, "p.id BETWEEN $low AND $high AND p.changed = $entry", problems->second,
                context.entry, found);
    std::sort(found.begin(), found.end(), [](auto& a, auto& b) { return a.problem < b.problem; });
    found.erase(std::unique(found.begin(), found.end(), [](auto& a, auto& b) { return a.problem == b.problem; }),
                found.end());
    if (found.empty()) return 0;
    auto update = context.connection.prepare("UPDATE problem SET solved_on = NULL, changed = $entry WHERE id = $id");
    for (const Reopened& problem : found) {
        update.bind("entry", context.entry).bind("id", problem.problem).run();
        context.note(records::kind("problem"), problem.problem, "solved_on", Date::packed(problem.solved_on).iso(), "");
    }
    return static_cast<std::int64_t>(found.size());
}

std::map<std::int64_t, std::int64_t> last_relapses(db::Connection& connection, std::span<const std::int64_t> problems) {
    std::map<std::int64_t, std::int64_t> days;
    if (problems.empty()) return days;
    db::for_each_in(connection,
                    fmt::format("SELECT problem, max(seen_on) FROM lookback WHERE result = {} AND voided IS NULL AND "
                                "problem IN ($keys) GROUP BY problem",
                                number_of(records::LookbackResult::relapsed)),
                    problems, [&](db::Statement& row) { days[row.integer(0)] = row.integer(1); });
    return days;
}

}  // namespace cpcc::store
