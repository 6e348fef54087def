#include "rules/relapse.hpp"

#include "cpcc/db/sets.hpp"
#include "cpcc/records/choices.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace cpcc::store {

using records::SettledAs;

namespace {

struct Settled {
    std::int64_t on, reopened_on;
    SettledAs as;
    bool operator==(const Settled&) const = default;
};

// The days of a problem (yyyymmdd; 0: none).
struct Life {
    std::int64_t solved_on = 0, closed_on = 0;
    std::vector<Settled> before;          // what was reopened, in the order of days
    std::vector<std::int64_t> relapses;   // in the order of days
    std::set<std::int64_t> not_relapses;  // days of look-backs that were relapses before this change
    bool operator==(const Life&) const = default;
};
using Lives = std::map<std::int64_t, Life>;  // by problem

// Returns the first relapse on that day or later; 0: there is none.
std::int64_t relapse_from(const Life& life, std::int64_t day) {
    const auto found = std::lower_bound(life.relapses.begin(), life.relapses.end(), day);
    return found == life.relapses.end() ? 0 : *found;
}

// Returns the day on which the problem was settled next after an earlier settlement; 0: it was not.
std::int64_t next_settled(const Life& life, std::size_t after) {
    if (after + 1 < life.before.size()) return life.before[after + 1].on;
    return std::max(life.solved_on, life.closed_on);
}

// Moves the end of each earlier solution to its relapse. A solution whose relapse is gone stands again, unless a later
// one followed.
void move_ends(Life& life) {
    for (std::size_t i = life.before.size(); i-- > 0;) {
        Settled& settled = life.before[i];
        if (settled.as != SettledAs::solved) continue;
        const std::int64_t relapse = relapse_from(life, settled.on), next = next_settled(life, i);
        if (relapse != 0 && relapse < settled.reopened_on) settled.reopened_on = relapse;
        if (!life.not_relapses.contains(settled.reopened_on)) continue;
        if (relapse != 0 && (next == 0 || relapse <= next)) {
            settled.reopened_on = relapse;
        } else if (next == 0) {
            life.solved_on = settled.on;
            life.before.pop_back();
        }
    }
}

void end_solution(Life& life) {
    const std::int64_t relapse = life.solved_on == 0 ? 0 : relapse_from(life, life.solved_on);
    if (relapse == 0) return;
    life.before.push_back({life.solved_on, relapse, SettledAs::solved});
    life.solved_on = 0;
}

// Collects the problems of relapses that this change added, changed or restored.
void collect_relapsed(WriteContext& context, const Ledger& lookbacks, Lives& lives) {
    auto rows = context.connection.prepare(
        fmt::format("SELECT DISTINCT l.problem FROM lookback l WHERE l.id BETWEEN $low AND $high AND l.changed = "
                    "$entry AND l.voided IS NULL AND l.result = {}",
                    number_of(records::LookbackResult::relapsed)));
    rows.bind("low", lookbacks.low()).bind("high", lookbacks.high()).bind("entry", context.entry);
    while (rows.step()) lives[rows.integer(0)];
}

// Collects the days of look-backs that were relapses until this change voided or changed them. The history has what
// they were.
void collect_not_relapsed(WriteContext& context, const Ledger& lookbacks, Lives& lives) {
    if (!lookbacks.has_changed()) return;
    const auto join = [](std::string_view alias, std::string_view field) {
        return fmt::format(
            " LEFT JOIN change {0} ON {0}.kind = 'lookback' AND {0}.record = l.id AND {0}.entry = "
            "$entry AND {0}.field = '{1}'",
            alias, field);
    };
    auto rows = context.connection.prepare(fmt::format(
        "SELECT coalesce((SELECT p.id FROM problem p WHERE p.code = q.old), l.problem), "
        "coalesce(CAST(replace(d.old, '-', '') AS INTEGER), l.seen_on) FROM lookback l{}{}{} WHERE l.id BETWEEN $low "
        "AND $high AND l.changed = $entry AND l.created <> $entry AND (l.voided IS NULL OR l.voided = $entry) AND "
        "CASE WHEN r.id IS NULL THEN l.result = {} ELSE r.old = 'relapsed' END",
        join("q", "problem"), join("d", "seen_on"), join("r", "result"), number_of(records::LookbackResult::relapsed)));
    rows.bind("low", lookbacks.low()).bind("high", lookbacks.high()).bind("entry", context.entry);
    while (rows.step()) lives[rows.integer(0)].not_relapses.insert(rows.integer(1));
}

// Collects the problems of a file that gives the date of a solution which ended.
void collect_solved(WriteContext& context, const Ledger& problems, Lives& lives) {
    auto rows = context.connection.prepare(fmt::format(
        "SELECT DISTINCT p.id FROM problem p JOIN lookback l ON l.problem = p.id WHERE p.id BETWEEN $low AND $high AND "
        "p.changed = $entry AND l.result = {} AND l.voided IS NULL AND l.seen_on >= p.solved_on",
        number_of(records::LookbackResult::relapsed)));
    rows.bind("low", problems.low()).bind("high", problems.high()).bind("entry", context.entry);
    while (rows.step()) lives[rows.integer(0)];
}

// Loads the days of the collected problems. Drops the voided ones.
void load_lives(db::Connection& connection, Lives& lives) {
    std::vector<std::int64_t> ids;
    for (const auto& [problem, life] : lives) ids.push_back(problem);
    const std::span<const std::int64_t> keys(ids);
    db::for_each_in(connection, "SELECT id, solved_on, closed_on, voided FROM problem WHERE id IN ($keys)", keys,
                    [&](db::Statement& row) {
                        if (!row.is_null(3)) return void(lives.erase(row.integer(0)));
                        lives[row.integer(0)].solved_on = row.integer(1),
                        lives[row.integer(0)].closed_on = row.integer(2);
                    });
    const auto each_of = [&](std::string sql, auto take) {
        db::for_each_in(connection, std::move(sql), keys, [&](db::Statement& row) {
            if (const auto life = lives.find(row.integer(0)); life != lives.end()) take(life->second, row);
        });
    };
    each_of(
        "SELECT problem, settled_on, reopened_on, role FROM problem_settled WHERE problem IN ($keys) ORDER BY "
        "problem, position",
        [](Life& life, const db::Statement& row) {
            life.before.push_back({row.integer(1), row.integer(2), static_cast<SettledAs>(row.integer(3))});
        });
    each_of(fmt::format("SELECT problem, seen_on FROM lookback WHERE problem IN ($keys) AND voided IS NULL AND result "
                        "= {} ORDER BY problem, seen_on",
                        number_of(records::LookbackResult::relapsed)),
            [](Life& life, const db::Statement& row) { life.relapses.push_back(row.integer(1)); });
    for (auto& [problem, life] : lives)
        std::erase_if(life.not_relapses, [&life = life](std::int64_t day) {
            return std::binary_search(life.relapses.begin(), life.relapses.end(), day);
        });
}

std::string iso_or_empty(std::int64_t day) { return day == 0 ? std::string() : Date::packed(day).iso(); }

std::string settled_text(const std::vector<Settled>& settled) {
    std::vector<records::Item> items;
    for (const Settled& one : settled)
        items.push_back(
            {fmt::format("{}/{}", iso_or_empty(one.on), iso_or_empty(one.reopened_on)), 0, number_of(one.as)});
    const records::Value value = items.empty() ? records::Value() : records::Value(std::move(items));
    return show(records::kind("problem").at("settled_before"), value, records::Style::raw);
}

// Writes the days of problems into their records and into the history.
class LifeWriter {
public:
    explicit LifeWriter(WriteContext& context)
        : context_(context),
          update_(
              context.connection.prepare("UPDATE problem SET solved_on = $solved, changed = $entry WHERE id = $id")),
          remove_(context.connection.prepare("DELETE FROM problem_settled WHERE problem = $id")),
          insert_(context.connection.prepare(
              "INSERT INTO problem_settled (problem, position, settled_on, reopened_on, role) VALUES ($problem, "
              "$position, $settled, $reopened, $role)")) {}

    void write(std::int64_t problem, const Life& old, const Life& life) {
        if (life.solved_on == 0)
            update_.bind_null("solved");
        else
            update_.bind("solved", life.solved_on);
        update_.bind("entry", context_.entry).bind("id", problem).run();
        remove_.bind("id", problem).run();
        std::int64_t position = 0;
        for (const Settled& settled : life.before) {
            insert_.bind("problem", problem).bind("position", ++position).bind("settled", settled.on);
            insert_.bind("reopened", settled.reopened_on).bind("role", number_of(settled.as)).run();
        }
        const records::Kind& kind = records::kind("problem");
        if (old.solved_on != life.solved_on)
            context_.note(kind, problem, "solved_on", iso_or_empty(old.solved_on), iso_or_empty(life.solved_on));
        context_.note(kind, problem, "settled_before", settled_text(old.before), settled_text(life.before));
    }

private:
    WriteContext& context_;
    db::Statement update_, remove_, insert_;
};

}  // namespace

Relapsed apply_relapses(WriteContext& context) {
    Lives lives;
    if (const auto lookbacks = context.ledgers.find("lookback"); lookbacks != context.ledgers.end()) {
        collect_relapsed(context, lookbacks->second, lives);
        collect_not_relapsed(context, lookbacks->second, lives);
    }
    if (const auto problems = context.ledgers.find("problem"); problems != context.ledgers.end() && !context.detailed)
        collect_solved(context, problems->second, lives);
    Relapsed counts;
    if (lives.empty()) return counts;
    load_lives(context.connection, lives);
    LifeWriter writer(context);
    for (auto& [problem, life] : lives) {
        const Life old = life;
        move_ends(life);
        end_solution(life);
        if (life == old) continue;
        writer.write(problem, old, life);
        if (old.solved_on != 0 && life.solved_on == 0) ++counts.reopened;
        if (old.solved_on == 0 && life.solved_on != 0) ++counts.restored;
    }
    return counts;
}

}  // namespace cpcc::store
