#include "cpcc/store/senders.hpp"

#include "context/trail.hpp"
#include "context/write_context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/minisign.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/history.hpp"

#include <algorithm>
#include <array>

namespace cpcc::store {

namespace {

constexpr std::array<records::Choice, 3> all_levels{{
    {"figures", {"只报数字", "figures only"}},
    {"counts", {"记录（人员折为人次）", "records, people as counts"}},
    {"whole", {"全部记录（不含电话）", "all records, without phones"}},
}};

Sender read(db::Statement& row) {
    Sender one{row.str(0), row.str(1), row.str(2), {}, static_cast<Level>(row.integer(4)), row.integer(5) != 0};
    for (const auto area : split(row.text(3), ",")) one.areas.emplace_back(area);
    if (!row.is_null(6)) one.removed = row.str(6) + "  " + row.str(7);
    return one;
}

void require_valid(db::Connection& connection, const Sender& sender) {
    if (!is_code(sender.code) || sender.code.find('-') != std::string::npos)
        throw Error(Exit::usage,
                    say(Words{"“{}”不能作为单位编号", "\"{}\" cannot be the code of an office"}, sender.code),
                    say(Words{"请使用字母和数字，如 QS", "use letters and digits, such as QS"}));
    if (!minisign::public_key(sender.key))
        throw Error(Exit::usage, say(Words{"“{}”不是公钥", "\"{}\" is not a public key"}, sender.key),
                    say(Words{"请使用对方 cpcc key show --public 输出的一行",
                              "use the line that cpcc key show --public prints there"}));
    if (find_sender(connection, sender.code))
        throw Error(Exit::failed, say(Words{"已登记单位 {}", "there is an office {} already"}, sender.code),
                    say(Words{"如需更改，请先用 cpcc office remove {} 移除",
                              "to change it, first run cpcc office remove "
                              "{}"},
                        sender.code));
    for (const std::string& area : sender.areas) find(connection, records::kind("area"), area);
}

}  // namespace

std::span<const records::Choice> levels() { return all_levels; }

std::string_view id_of(Level level) { return all_levels[static_cast<std::size_t>(level) - 1].id; }

Level parse_level(std::string_view word) {
    if (const auto found = records::find_choice(all_levels, word)) return static_cast<Level>(*found);
    throw Error(Exit::usage, say(Words{"没有“{}”这一报送级别", "there is no level \"{}\""}, word),
                say(Words{"可选值：figures、counts、whole", "use figures, counts or whole"}));
}

std::vector<Sender> senders(db::Connection& connection, bool removed_too) {
    std::vector<Sender> all;
    auto rows = connection.prepare(fmt::format(
        "SELECT s.code, s.name, s.key, s.areas, s.level, s.registers, e.at, e.why FROM sender s LEFT JOIN entry e ON "
        "e.id = s.removed{} ORDER BY s.code, s.id",
        removed_too ? "" : " WHERE s.removed IS NULL"));
    while (rows.step()) all.push_back(read(rows));
    return all;
}

std::optional<Sender> find_sender(db::Connection& connection, std::string_view code) {
    for (Sender& one : senders(connection, false))
        if (one.code == code) return std::move(one);
    return std::nullopt;
}

void add_sender(db::Connection& connection, const Author& author, const Sender& sender) {
    db::Transaction transaction(connection, db::Transaction::Kind::write);
    require_valid(connection, sender);
    const std::int64_t entry = add_entry(connection, author, {.action = "office add", .source = sender.code});
    std::string areas;
    for (const std::string& area : sender.areas) areas += (areas.empty() ? "" : ",") + area;
    auto row = connection.prepare(
        "INSERT INTO sender (code, name, key, areas, level, registers, entry, office) VALUES ($code, $name, $key, "
        "$areas, $level, $registers, $entry, $office)");
    row.bind("code", sender.code).bind("key", minisign::public_key(sender.key)->text()).bind("areas", areas);
    row.bind("level", static_cast<std::int64_t>(sender.level)).bind("registers", std::int64_t{sender.registers});
    row.bind("entry", entry).bind("office", connection.office());
    sender.name.empty() ? row.bind_null("name") : row.bind("name", sender.name);
    row.run();
    seal(connection, entry, {});
    transaction.commit();
}

void remove_sender(db::Connection& connection, const Author& author, const std::string& code, const std::string& why) {
    db::Transaction transaction(connection, db::Transaction::Kind::write);
    if (!find_sender(connection, code))
        throw Error(Exit::failed, say(Words{"没有登记单位 {}", "there is no office {}"}, code),
                    say(Words{"见 cpcc office list", "see cpcc office list"}));
    const std::int64_t entry = add_entry(connection, author, {.action = "office remove", .source = code, .why = why});
    connection.prepare("UPDATE sender SET removed = $entry WHERE code = $code AND removed IS NULL")
        .bind("entry", entry)
        .bind("code", code)
        .run();
    seal(connection, entry, {});
    transaction.commit();
}

}  // namespace cpcc::store
