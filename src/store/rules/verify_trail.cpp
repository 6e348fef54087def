#include "cpcc/store/trail.hpp"

#include "context/trail.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"
#include "cpcc/store/journal.hpp"
#include "cpcc/store/records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace cpcc::store {

namespace {

using Each = std::function<void(Finding)>;

constexpr std::size_t head_digits = 20, fewest_digits = 8;

Finding wrong(std::int64_t entry, std::string what) {
    return {Severity::error, say(Words{"操作 {}", "entry {}"}, entry_name(entry)), std::move(what),
            say(Words{"cpcc restore 备份文件", "cpcc restore BACKUP"})};
}

// Returns the records whose personal values were erased, as kind and row number.
std::set<std::pair<std::string, std::int64_t>> erased_records(db::Connection& connection) {
    std::set<std::pair<std::string, std::int64_t>> erased;
    auto rows = connection.prepare("SELECT kind, record FROM change WHERE field = $field");
    rows.bind("field", erased_field);
    while (rows.step()) erased.emplace(rows.str(0), rows.integer(1));
    return erased;
}

// Checks each change by its salt. Returns the hashes of the entries.
HashesOfEntries verify_changes(db::Connection& connection, const Each& each) {
    HashesOfEntries hashes;
    std::set<std::int64_t> said;
    const auto erased_of = erased_records(connection);
    auto rows = connection.prepare(
        "SELECT entry, kind, record, field, old, new, salt, hash FROM change ORDER BY entry, id", db::Rows::many);
    while (rows.step()) {
        const std::int64_t entry = rows.integer(0);
        hashes[entry].add(rows.text(7));
        const bool erased =
            rows.is_null(6) && rows.is_null(4) && rows.is_null(5) && erased_of.contains({rows.str(1), rows.integer(2)});
        const std::string hash =
            erased
                ? rows.str(7)
                : change_hash({rows.text(1), rows.integer(2), rows.text(3), rows.text(4), rows.text(5)}, rows.text(6));
        if (hash != rows.text(7) && said.insert(entry).second)
            each(wrong(entry, say(Words{"{} #{} 的 {} 在历史中被改动", "the history of {} #{}, {}, was altered"},
                                  rows.text(1), rows.integer(2), rows.text(3))));
    }
    return hashes;
}

void verify_entries(db::Connection& connection, const HashesOfEntries& changes, const Each& each) {
    std::int64_t office = -1;
    std::string before;
    auto rows = connection.prepare(
        fmt::format("SELECT {}, e.hash FROM entry e ORDER BY e.office, e.id", hashed_columns), db::Rows::many);
    while (rows.step()) {
        if (rows.integer(1) != office) office = rows.integer(1), before.clear();
        const std::string stored = rows.str(14);
        if (entry_hash(rows, before, changes) != stored)
            each(wrong(rows.integer(0), say(Words{"内容被改动，或其前有操作被删除、插入",
                                                  "it was altered, or an entry before it was removed or inserted"})));
        before = stored;
    }
}

void verify_head(db::Connection& connection, const KeptHead& head, const Each& each) {
    auto row = connection.prepare("SELECT hash FROM entry WHERE id = $id");
    row.bind("id", head.entry);
    if (!row.step())
        each(wrong(head.entry, say(Words{"不存在，而留存的凭证有此操作", "does not exist, but the kept head has it"})));
    else if (!row.text(0).starts_with(head.digits))
        each(wrong(head.entry, say(Words{"与留存的凭证不符", "does not match the kept head"})));
}

}  // namespace

std::string Head::text() const { return fmt::format("{}-{}", entry_name(entry), hash.substr(0, head_digits)); }

std::vector<Head> heads(db::Connection& connection) {
    std::vector<Head> found;
    auto rows = connection.prepare(
        "SELECT o.code, e.id, e.at, e.hash FROM entry e LEFT JOIN office o ON o.id = e.office WHERE e.id = (SELECT "
        "max(l.id) FROM entry l WHERE l.office = e.office) ORDER BY e.office");
    while (rows.step()) found.push_back({rows.str(0), rows.integer(1), rows.str(2), rows.str(3)});
    return found;
}

std::optional<KeptHead> kept_head(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto entry = entry_named(text.substr(0, dash));
    const std::string_view digits = text.substr(dash + 1);
    const bool is_hex = std::all_of(digits.begin(), digits.end(),
                                    [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (!entry || !is_hex || digits.size() < fewest_digits) return std::nullopt;
    return KeptHead{*entry, std::string(digits)};
}

void verify_trail(db::Connection& connection, const std::optional<KeptHead>& head, const Each& each) {
    verify_entries(connection, verify_changes(connection, each), each);
    if (head) verify_head(connection, *head, each);
}

}  // namespace cpcc::store
