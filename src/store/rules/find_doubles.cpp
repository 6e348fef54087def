#include "rules/find_doubles.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/store/doubles.hpp"

#include <algorithm>
#include <tuple>

namespace cpcc::store {

using records::Field;
using records::Kind;

namespace {

// Returns the comparison of two fields. Only `=` uses an index on both engines.
std::string equal(const Kind& kind, std::string_view field) {
    const bool never_empty =
        kind.at(field).required || (kind.alike_given.size() == 1 && field == kind.alike_given.front());
    return fmt::format("o.{0} {1} t.{0}", field, never_empty ? "=" : "IS NOT DISTINCT FROM");
}

// Returns FROM and WHERE for the pairs of `t` and another record `o`.
std::string pairs(const db::Connection& connection, const Kind& kind) {
    std::string on, given;
    for (const auto field : kind.alike) on += fmt::format("{}{}", on.empty() ? "" : " AND ", equal(kind, field));
    for (const auto field : kind.alike_given)
        given += fmt::format("{}t.{} IS NOT NULL", given.empty() ? "" : " OR ", field);
    return fmt::format(
        "FROM {0} t JOIN {0} o ON {1} AND o.id <> t.id{2} WHERE t.voided IS NULL AND o.voided IS NULL{3} AND NOT "
        "EXISTS "
        "(SELECT 1 FROM distinct_pair d WHERE d.kind = '{0}' AND d.one = CASE WHEN t.id < o.id THEN t.id ELSE o.id END "
        "AND d.other = CASE WHEN t.id < o.id THEN o.id ELSE t.id END)",
        kind.id, on, connection.by_office() && kind.fact ? " AND o.office = t.office" : "",
        given.empty() ? "" : fmt::format(" AND ({})", given));
}

// Returns a title without its blanks and signs, in half-width letters and digits.
std::string bare(std::string_view title) {
    std::string text = half_width(title);
    for (const std::string_view sign :
         {" ", "\u3000", "(",  ")",  "[",  "]", "\"", "'", ",", ".", ":", ";", "!",  "?", "-",
          "_", "、",     "。", "《", "》", "“", "”",  "‘", "’", "·", "—", "…", "【", "】"})
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at)) text.erase(at, sign.size());
    return text;
}

// Returns whether two titles are equal but for blanks and signs, or one continues the other.
bool similar(std::string_view one, std::string_view other) {
    constexpr std::size_t least = 12;  // bytes: four Chinese characters say what a session is about
    const std::string a = bare(one), b = bare(other);
    if (a == b) return true;
    const auto& [shorter, longer] = a.size() < b.size() ? std::tie(a, b) : std::tie(b, a);
    return shorter.size() >= least && longer.find(shorter) != std::string::npos;
}

Finding pair(const Kind& kind, const std::string& one, const std::string& other) {
    std::string fields;
    for (const auto field : kind.alike)
        fields += fmt::format("{}{}", fields.empty() ? "" : say(Words{"、", ", "}), kind.at(field).label.get());
    const std::string text = kind.alike_text.empty()
                                 ? ""
                                 : say(Words{"，{}相近", " and a similar {}"}, kind.at(kind.alike_text).label.get());
    return {Severity::note, fmt::format("{} {}", kind.label.get(), one),
            say(Words{"{0} {1} 与 {2} 可能重复（{3}相同{4}）", "{0} {1} and {2} may be the same (same {3}{4})"},
                kind.label.get(), one, other, fields, text),
            fmt::format("cpcc distinct {} {} {}", kind.id, one, other)};
}

// The number of alike pairs that are compared, because n records alike make n² pairs.
constexpr int most_pairs = 5000;

void run(db::Statement rows, const Kind& kind, const std::function<void(Finding)>& each) {
    int pairs = 0;
    for (; rows.step(); ++pairs)
        if (kind.alike_text.empty() || similar(rows.text(2), rows.text(3))) each(pair(kind, rows.str(0), rows.str(1)));
    if (pairs == most_pairs)
        each({Severity::note, kind.label.str(),
              say(Words{"{}记录中相似的过多，只比对了前 {} 对",
                        "too many {} records are alike; only {} pairs were compared"},
                  kind.label.get(), most_pairs),
              fmt::format("cpcc {} list", kind.id)});
}

// The older record of a pair comes first.
std::string select(const Kind& kind) {
    const std::string text = kind.alike_text.empty() ? "''" : "{}." + std::string(kind.alike_text);
    return fmt::format(
        "SELECT CASE WHEN o.id < t.id THEN o.code ELSE t.code END, CASE WHEN o.id < t.id THEN t.code ELSE "
        "o.code END, {}, {} ",
        fmt::format(fmt::runtime(text), "o"), fmt::format(fmt::runtime(text), "t"));
}

}  // namespace

void find_doubles(db::Connection& connection, const Touched& touched, const std::function<void(std::string)>& each) {
    const Kind& kind = records::kind(touched.kind);
    if (kind.alike.empty()) return;
    // Of two touched records only the later one finds the other.
    auto rows = connection.prepare(fmt::format(
        "{}{} AND t.id BETWEEN $low AND $high AND t.changed = $entry AND (o.id < t.id OR o.changed <> $entry) ORDER BY "
        "t.id LIMIT {}",
        select(kind), pairs(connection, kind), most_pairs));
    rows.bind("low", touched.low).bind("high", touched.high).bind("entry", touched.entry);
    run(std::move(rows), kind, [&](const Finding& found) {
        each(found.command.starts_with("cpcc distinct")
                 ? say(Words{"{}；如确为两条，请运行 {}", "{}; if both are right, run {}"}, found.what, found.command)
                 : found.what);
    });
}

std::vector<Finding> doubles(db::Connection& connection) {
    std::vector<Finding> found;
    for (const Kind* kind : records::kinds())
        if (!kind->alike.empty())
            run(connection.prepare(fmt::format("{}{} AND o.id < t.id ORDER BY t.id LIMIT {}", select(*kind),
                                               pairs(connection, *kind), most_pairs)),
                *kind, [&](Finding pair) { found.push_back(std::move(pair)); });
    return found;
}

std::int64_t confirmed_pairs(db::Connection& connection) {
    auto row = connection.prepare("SELECT count(*) FROM distinct_pair");
    return row.step() ? row.integer(0) : 0;
}

}  // namespace cpcc::store
