#include "cpcc/report/chain.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/money.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/sets.hpp"
#include "cpcc/records/choices.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/records/stored.hpp"
#include "facts/session_facts.hpp"
#include "lists/document_list.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace cpcc::report {

namespace {

struct RecordKey {
    std::string_view kind;
    std::int64_t id = 0;
    auto operator<=>(const RecordKey&) const = default;
};

// A reference from a record to its origin. If a record has several, the first in this table names its parent.
struct Link {
    std::string_view child, column, parent;
};
constexpr std::array links{
    Link{"progress", "problem", "problem"},   Link{"lookback", "problem", "problem"},
    Link{"handling", "document", "document"}, Link{"publicity", "problem", "problem"},
    Link{"publicity", "session", "session"},  Link{"donation", "session", "session"},
    Link{"document", "problem", "problem"},   Link{"document", "session", "session"},
    Link{"document", "topic", "topic"},       Link{"problem", "session", "session"},
    Link{"problem", "follows", "problem"},    Link{"problem", "topic", "topic"},
    Link{"session", "topic", "topic"},        Link{"topic", "parent", "topic"},
};

// A solution or closing that was reopened. It is part of its problem's record.
constexpr std::string_view solution = "solution", closing = "closing";

// The kinds that are found by their code, and those that are found by their row number.
constexpr std::array coded{"topic", "session", "problem", "document", "donation", "publicity"};
constexpr std::array numbered{"lookback", "progress", "handling"};

// A reference through which a record belongs to a topic. If a record has several, the first in this table that leads to
// one names it: its own topic, else its session's, else its problem's (domain.md, 3).
constexpr std::array topic_links{Link{"session", "topic", "topic"},      Link{"problem", "topic", "topic"},
                                 Link{"problem", "session", "session"},  Link{"document", "topic", "topic"},
                                 Link{"document", "session", "session"}, Link{"document", "problem", "problem"},
                                 Link{"lookback", "problem", "problem"}};

// Returns the condition that a link does not lead to a topic, for a record `c`.
std::string leads_nowhere(const Link& link) {
    return link.parent == "topic"
               ? "c.topic IS NULL"
               : fmt::format("(SELECT x.topic FROM {0} x WHERE x.id = c.{1}) IS NULL", link.parent, link.column);
}

// Returns the condition that a record can be part of a chain; `alias` names its table.
std::string is_live(std::string_view kind, std::string_view alias) {
    const std::string live = fmt::format("{}.voided IS NULL", alias);
    return kind == "session" ? fmt::format("{} AND {}", live, is_held(alias)) : live;
}

struct Node {
    std::string code, title, state;
    std::int64_t day = 0;
    std::vector<RecordKey> children;
};

// Returns the SELECT for id, code, day and title, and for two columns with the days or the choice of the state.
std::string_view node_sql(std::string_view kind) {
    if (kind == "topic")
        return "SELECT t.id, t.code, coalesce(t.approved_on, t.proposed_on), t.title, NULL, NULL FROM topic t";
    if (kind == "session") return "SELECT t.id, t.code, t.held_on, t.title, t.state, NULL FROM session t";
    if (kind == "problem") return "SELECT t.id, t.code, t.raised_on, t.title, t.solved_on, t.closed_on FROM problem t";
    if (kind == "document") return "SELECT t.id, t.code, t.filed_on, t.title, t.adopted_on, NULL FROM document t";
    if (kind == "progress") return "SELECT t.id, '#' || t.id, t.noted_on, t.text, t.stage, NULL FROM progress t";
    if (kind == "handling") return "SELECT t.id, '#' || t.id, t.done_on, t.by, t.step, t.level FROM handling t";
    if (kind == "publicity")
        return "SELECT t.id, t.code, t.published_on, t.title, t.model_case, NULL, t.channel FROM publicity t";
    if (kind == "donation")
        return "SELECT t.id, t.code, t.given_on, coalesce(m.name, t.donor), t.cash, t.quantity, t.item, "
               "t.quantity_unit FROM donation t LEFT JOIN member m ON m.id = t.donor_member";
    return "SELECT t.id, '#' || t.id, t.seen_on, '', t.result, NULL FROM lookback t";
}

std::string choice_label(std::string_view kind, std::string_view field, const db::Statement& row) {
    return records::choice(records::kind(kind).at(field).choices, row.integer(4)).label.str();
}

// Returns what was given: the money, or the item with its quantity.
std::string gift(const db::Statement& row) {
    if (!row.is_null(4)) return say(Words{"{} 元", "{} yuan"}, yuan(row.integer(4)));
    if (row.is_null(5)) return row.str(6);
    return fmt::format("{} {}{}", row.str(6), row.integer(5), row.str(7));
}

std::string state_of(std::string_view kind, const db::Statement& row) {
    if (kind == "lookback") return choice_label(kind, "result", row);
    if (kind == "progress") return choice_label(kind, "stage", row);
    if (kind == "handling") return step_words({0, row.small(4), row.small(5), {}});
    if (kind == "donation") return gift(row);
    if (kind == "publicity")
        return row.integer(4) == 1 ? say(Words{"{}，典型案例", "{}, model case"}, row.str(6)) : row.str(6);
    if (kind == "session")
        return row.integer(4) <= number_of(records::SessionState::held) ? "" : choice_label(kind, "state", row);
    if (kind == "document")
        return row.is_null(4) ? "" : say(Words{"{} 采纳", "adopted on {}"}, Date::packed(row.integer(4)).iso());
    if (kind != "problem") return {};
    if (!row.is_null(4)) return say(Words{"{} 解决", "solved on {}"}, Date::packed(row.integer(4)).iso());
    if (!row.is_null(5)) return say(Words{"{} 不予办理", "closed on {}"}, Date::packed(row.integer(5)).iso());
    return say(Words{"在办", "open"});
}

std::string label_of(std::string_view kind) {
    if (kind == closing) return say(Words{"不予办理", "closing"});
    return kind == solution ? say(Words{"解决", "solution"}) : records::kind(kind).label.str();
}

class Chain {
public:
    Chain(db::Connection& connection, const ChainSpec& spec) : connection_(connection), spec_(spec) {}

    files::Table table() {
        named_ = find();
        std::vector<RecordKey> path{named_};
        while (const auto parent = parent_of(path.back())) {
            if (std::find(path.begin(), path.end(), *parent) != path.end()) break;
            path.push_back(*parent);
        }
        // Show only the path of the topics above: a common topic has hundreds of unrelated sessions.
        std::size_t root = path.size() - 1;
        while (root > 0 && path[root].kind == "topic") --root;
        if (named_.kind == "topic")
            read_topic(named_);
        else
            read_below(path[root]);
        for (std::size_t i = path.size(); i-- > root + 1;) load({path[i]}), nodes_[path[i]].children = {path[i - 1]};
        settled_before();
        begin();
        write(path.back(), 0);
        return std::move(table_);
    }

private:
    RecordKey find() {
        if (spec_.code.starts_with('#')) {
            const std::string_view asked = spec_.kind ? std::string_view(*spec_.kind) : numbered.front();
            const auto kind = std::find(numbered.begin(), numbered.end(), asked);
            if (kind == numbered.end()) missing();
            return find_in(*kind, "id", std::string_view(spec_.code).substr(1)).value_or(RecordKey{});
        }
        std::vector<RecordKey> found;
        for (const std::string_view kind : coded) {
            if (spec_.kind && *spec_.kind != kind) continue;
            if (const auto key = find_in(kind, "code", spec_.code)) found.push_back(*key);
        }
        if (found.empty()) missing();
        if (found.size() > 1)
            throw Error(
                Exit::usage,
                say(Words{"编号 {} 既是{}的编号，又是{}的编号", "code {} belongs to both a {} and a {}"}, spec_.code,
                    records::kind(found[0].kind).label.get(), records::kind(found[1].kind).label.get()),
                say(Words{"请用 --kind 指定类别", "choose one with --kind"}));
        return found.front();
    }

    [[noreturn]] void missing() const {
        throw Error(
            Exit::failed,
            say(Words{"没有编号为“{}”的议题、活动、问题、成果、捐赠或宣传",
                      "no topic, session, problem, document, donation or publicity with code {}"},
                spec_.code),
            say(Words{
                "查询“回头看”请写行号，如 #12；进展、办理另加 --kind progress 或 --kind handling",
                "for a look-back, use its row number, e.g. #12; add --kind progress or --kind handling for these"}));
    }

    std::optional<RecordKey> find_in(std::string_view kind, std::string_view column, std::string_view value) {
        auto row =
            connection_.prepare(fmt::format("SELECT id FROM {} WHERE {} = $value AND voided IS NULL", kind, column));
        if (column == "code")
            row.bind("value", value);
        else
            row.bind("value", whole_number(value).value_or(0));
        if (row.step()) return RecordKey{kind, row.integer(0)};
        if (column == "id") missing();
        return std::nullopt;
    }

    std::optional<RecordKey> parent_of(const RecordKey& key) {
        for (const Link& link : links) {
            if (link.child != key.kind) continue;
            auto row = connection_.prepare(
                fmt::format("SELECT c.{0} FROM {1} c JOIN {2} p ON p.id = c.{0} WHERE c.id = $id AND {3}", link.column,
                            link.child, link.parent, is_live(link.parent, "p")));
            row.bind("id", key.id);
            if (row.step()) return RecordKey{link.parent, row.integer(0)};
        }
        return std::nullopt;
    }

    // Reads all descendants level by level, with one query for each level and kind of link.
    void read_below(const RecordKey& root) {
        std::vector<RecordKey> level{root};
        std::set<RecordKey> seen{root};
        while (!level.empty()) {
            load(level);
            std::vector<RecordKey> next;
            for (const Link& link : links) children(link, level, seen, next);
            level = std::move(next);
        }
    }

    void children(const Link& link, const std::vector<RecordKey>& level, std::set<RecordKey>& seen,
                  std::vector<RecordKey>& next) {
        std::vector<std::int64_t> ids;
        for (const RecordKey& key : level)
            if (key.kind == link.parent) ids.push_back(key.id);
        if (ids.empty()) return;
        std::string only;  // skips children whose parent an earlier link names
        for (const Link& before : links) {
            if (&before == &link) break;
            if (before.child == link.child) only += fmt::format(" AND c.{} IS NULL", before.column);
        }
        const std::string sql =
            fmt::format("SELECT c.id, c.{0} FROM {1} c WHERE c.{0} IN ($keys) AND {2}{3} ORDER BY c.{0}, c.id",
                        link.column, link.child, is_live(link.child, "c"), only);
        db::for_each_in(connection_, sql, std::span<const std::int64_t>(ids), [&](db::Statement& row) {
            const RecordKey child{link.child, row.integer(0)};
            if (!seen.insert(child).second) return;
            nodes_[{link.parent, row.integer(1)}].children.push_back(child);
            next.push_back(child);
        });
    }

    // Reads the records that belong to a topic or to one below it: the same ones that measures count there. Each hangs
    // below the record that it came from, if that belongs to the topic too, otherwise below its topic.
    void read_topic(const RecordKey& root) {
        topic_of_.clear();
        std::vector<RecordKey> level{root}, all{root};
        std::set<RecordKey> seen{root};
        while (!level.empty()) {
            for (const RecordKey& topic : level) topic_of_[topic] = topic;
            std::vector<RecordKey> next;
            children(links.back(), level, seen, next);
            all.insert(all.end(), next.begin(), next.end());
            level = std::move(next);
        }
        std::set<RecordKey> shown;
        for (const Link& link : topic_links) belonging(link, shown);
        hang(shown);
        all.insert(all.end(), shown.begin(), shown.end());
        details(std::vector<RecordKey>(shown.begin(), shown.end()), all);
        load(all);
    }

    // Adds the progress, handling, donations and publicity of the records of a topic. These do not belong to topics.
    void details(const std::vector<RecordKey>& records, std::vector<RecordKey>& all) {
        std::set<RecordKey> seen;
        for (const Link& link : links)
            for (const std::string_view detail : {"progress", "handling", "publicity", "donation"})
                if (link.child == detail) children(link, records, seen, all);
    }

    // Adds what was settled before and reopened, by a relapse or without one.
    void settled_before() {
        const std::vector<std::int64_t> problems = ids_of(nodes_, "problem");
        db::for_each_in(
            connection_,
            fmt::format("SELECT e.problem, e.settled_on, e.reopened_on, e.role, (SELECT count(*) FROM lookback l WHERE "
                        "l.problem = e.problem AND l.seen_on = e.reopened_on AND l.voided IS NULL AND l.result = {}) "
                        "FROM problem_settled e WHERE e.problem IN ($keys) ORDER BY e.problem, e.position",
                        number_of(records::LookbackResult::relapsed)),
            std::span<const std::int64_t>(problems), [&](db::Statement& row) {
                const bool closed = row.integer(3) == number_of(records::SettledAs::closed);
                const Words words = row.integer(4) > 0 && !closed ? Words{"{} 反弹", "relapsed on {}"}
                                                                  : Words{"{} 重新列为在办", "reopened on {}"};
                const RecordKey key{closed ? closing : solution, static_cast<std::int64_t>(nodes_.size())};
                nodes_[key] = {"", "", say(words, Date::packed(row.integer(2)).iso()), row.integer(1), {}};
                nodes_[{"problem", row.integer(0)}].children.push_back(key);
            });
    }

    // Calls `each` with the id of every record `c` that a link leads from to one of the keys, that key, and whether it
    // can be part of a chain.
    template <class Each>
    void each_child(const Link& link, const std::vector<std::int64_t>& ids, const std::string& condition, Each each) {
        const std::string sql = fmt::format(
            "SELECT c.id, c.{0}, CASE WHEN {2} THEN 1 ELSE 0 END FROM {1} c WHERE c.{0} IN ($keys){3} ORDER BY c.{0}, "
            "c.id",
            link.column, link.child, is_live(link.child, "c"), condition);
        db::for_each_in(connection_, sql, std::span<const std::int64_t>(ids), [&](db::Statement& row) {
            each(RecordKey{link.child, row.integer(0)}, RecordKey{link.parent, row.integer(1)}, row.integer(2) != 0);
        });
    }

    // Finds the records that belong to the topics through a link. Voided sessions and those not held still lead to
    // their topic, but are not shown.
    void belonging(const Link& link, std::set<RecordKey>& shown) {
        std::string condition;
        for (const Link& before : topic_links) {
            if (&before == &link) break;
            if (before.child == link.child) condition += " AND " + leads_nowhere(before);
        }
        std::map<RecordKey, RecordKey> found;
        each_child(link, ids_of(topic_of_, link.parent), condition,
                   [&](const RecordKey& child, const RecordKey& parent, bool live) {
                       found[child] = topic_of_.at(parent);
                       if (live) shown.insert(child);
                   });
        topic_of_.insert(found.begin(), found.end());
    }

    void hang(const std::set<RecordKey>& shown) {
        std::map<RecordKey, RecordKey> parents;
        for (const Link& link : links)
            if (link.parent != "topic")
                each_child(link, ids_of(shown, link.parent), "",
                           [&](const RecordKey& child, const RecordKey& parent, bool) {
                               if (shown.contains(child)) parents.emplace(child, parent);
                           });
        for (const RecordKey& record : shown) {
            const auto parent = parents.find(record);
            nodes_[parent == parents.end() ? topic_of_.at(record) : parent->second].children.push_back(record);
        }
    }

    static const RecordKey& key_of(const RecordKey& key) { return key; }
    template <class Value>
    static const RecordKey& key_of(const std::pair<const RecordKey, Value>& entry) {
        return entry.first;
    }
    template <class Keys>
    static std::vector<std::int64_t> ids_of(const Keys& keys, std::string_view kind) {
        std::vector<std::int64_t> ids;
        for (const auto& entry : keys)
            if (key_of(entry).kind == kind) ids.push_back(key_of(entry).id);
        return ids;
    }

    void load(const std::vector<RecordKey>& keys) {
        std::map<std::string_view, std::vector<std::int64_t>> ids;
        for (const RecordKey& key : keys) ids[key.kind].push_back(key.id);
        for (const auto& [kind, list] : ids) {
            db::for_each_in(connection_, fmt::format("{} WHERE t.id IN ($keys) ORDER BY t.id", node_sql(kind)),
                            std::span<const std::int64_t>(list), [&, kind = kind](db::Statement& row) {
                                Node& node = nodes_[{kind, row.integer(0)}];
                                node.code = row.str(1), node.day = row.integer(2), node.title = row.str(3),
                                node.state = state_of(kind, row);
                            });
        }
    }

    void begin() {
        using files::CellType;
        table_.heading.title = say(Words{"来龙去脉  {}", "Chain  {}"}, spec_.code);
        table_.heading.notes = {say(
            Words{"议题 → 活动 → 问题 → 进展 → 成果 → 办理 → 捐赠 → 宣传 → 回头看；* 为所查询的记录。",
                  "topic → session → problem → progress → document → handling → donation → publicity → look-back; * "
                  "marks the record asked for."})};
        table_.columns = {{"depth", say(Words{"层", "depth"}), CellType::integer},
                          {"kind", say(Words{"类型", "kind"})},
                          {"code", say(Words{"编号", "code"})},
                          {"date", say(Words{"日期", "date"}), CellType::date},
                          {"title", say(Words{"题目", "title"})},
                          {"state", say(Words{"状态", "state"})}};
        if (spec_.human) table_.columns.erase(table_.columns.begin());
    }

    void write(const RecordKey& key, std::int64_t depth) {
        Node& node = nodes_.at(key);
        std::string code = node.code;
        if (spec_.human && key == named_) code += " *";
        std::string kind = spec_.human ? label_of(key.kind) : std::string(key.kind);
        if (spec_.human && depth > 0) kind = std::string(static_cast<std::size_t>(depth - 1) * 2, ' ') + "└ " + kind;
        std::vector<files::Cell> cells{kind, files::text_cell(code), node.day, files::text_cell(node.title),
                                       files::text_cell(node.state)};
        if (!spec_.human) cells.insert(cells.begin(), depth);
        table_.rows.push_back(std::move(cells));
        std::sort(node.children.begin(), node.children.end(), [&](const RecordKey& a, const RecordKey& b) {
            return std::pair(nodes_.at(a).day, a) < std::pair(nodes_.at(b).day, b);
        });
        for (const RecordKey& child : node.children) write(child, depth + 1);
    }

    db::Connection& connection_;
    const ChainSpec& spec_;
    RecordKey named_;
    std::map<RecordKey, Node> nodes_;
    std::map<RecordKey, RecordKey> topic_of_;  // of the records that belong to the topic asked for
    files::Table table_;
};

}  // namespace

files::Table chain(db::Connection& connection, const ChainSpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Chain(connection, spec).table();
}

}  // namespace cpcc::report
