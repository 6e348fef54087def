#include "cpcc/store/grants.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/catalog.hpp"
#include "offices/grant_sql.hpp"

#include <algorithm>
#include <map>

namespace cpcc::store {

namespace {

void require_server(const db::Connection& connection) {
    if (connection.engine() != db::Engine::postgresql)
        throw Error(Exit::failed,
                    say(Words{"{} 是文件，只供一个机关使用；多个机关共用数据库应使用 PostgreSQL",
                              "{} is a file for one office; offices that share a database need PostgreSQL"},
                        connection.name()),
                    say(Words{"请用 cpcc copy 复制到服务器", "copy it to a server with cpcc copy"}));
}

void require_owner(const db::Connection& connection) {
    if (connection.office() != 0)
        throw Error(
            Exit::failed,
            say(Words{"当前角色属于一个机关，不能授权；授权应由数据库所有者执行",
                      "this role belongs to an office and cannot grant access; run this as the database owner"}));
}

std::string quoted(std::string_view text) {
    std::string literal = "'";
    for (const char c : text) literal += c == '\'' ? "''" : std::string(1, c);
    return literal + "'";
}

std::string array_of(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "" : ", ") + quoted(word);
    return "ARRAY[" + list + "]::text[]";
}

// Replaces the placeholders (`:name`) of schema/offices/ with their values; leaves `::` unchanged.
std::string fill_placeholders(std::string_view sql, const std::map<std::string_view, std::string>& values) {
    std::string text;
    for (auto at = sql.find(':'); at != std::string_view::npos; at = sql.find(':')) {
        const auto end = std::min(sql.find_first_not_of("abcdefghijklmnopqrstuvwxyz", at + 1), sql.size());
        const auto value = values.find(sql.substr(at + 1, end - at - 1));
        text += sql.substr(0, at);
        text += value == values.end() ? sql.substr(at, end - at) : std::string_view(value->second);
        sql.remove_prefix(end);
        if (end == at + 1 && sql.starts_with(':')) {  // `::`
            const auto word = std::min(sql.find_first_not_of("abcdefghijklmnopqrstuvwxyz", 1), sql.size());
            text += sql.substr(0, word);
            sql.remove_prefix(word);
        }
    }
    return text += sql;
}

// Returns the foreign keys of a fact kind and its items that refer to facts, as table.column.target.
std::vector<std::string> keys_to_facts(const records::Kind& kind) {
    std::vector<std::string> keys;
    for (const char* const stamp : {"created", "changed", "voided"})
        keys.push_back(fmt::format("{}.{}.entry", kind.id, stamp));
    for (const auto& field : kind.fields) {
        if (field.several() && !field.has_records()) keys.push_back(fmt::format("{0}.{1}.{1}", field.table, kind.id));
        if (field.type == records::Type::ref && records::kind(field.target).fact)
            keys.push_back(fmt::format("{}.{}.{}", kind.id, field.id, field.target));
    }
    return keys;
}

// Returns the SQL of the layout. The tables of facts are those of fact kinds, those of their items, and the history.
std::string layout() {
    std::vector<std::string> facts{"entry", "change"}, keys{"change.entry.entry"};
    for (const records::Kind* kind : records::kinds()) {
        if (!kind->fact) continue;
        facts.emplace_back(kind->id);
        for (std::string& key : keys_to_facts(*kind)) keys.push_back(std::move(key));
        for (const auto& field : kind->fields)
            if (field.several() && !field.has_records()) facts.emplace_back(field.table);
    }
    return fill_placeholders(
        layout_sql,
        {{"facts", array_of(facts)}, {"numbered", array_of({"entry", "change"})}, {"keys", array_of(keys)}});
}

bool has_row(db::Connection& connection, std::string_view sql, std::string_view value) {
    auto row = connection.prepare(sql);
    row.bind("value", value);
    return row.step();
}

void require_role(db::Connection& connection, const std::string& role) {
    auto row = connection.prepare(
        "SELECT CASE WHEN r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = "
        "current_schema()::regnamespace "
        "AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'USAGE')) THEN 1 ELSE 0 END FROM pg_roles r "
        "WHERE r.rolname = $role");
    row.bind("role", role);
    if (!row.step())
        throw Error(Exit::failed, say(Words{"服务器上没有数据库角色“{}”", "no role \"{}\" on the server"}, role),
                    say(Words{"请先用 createuser 新建（密码由使用者或管理员设置）",
                              "create it with createuser (its user or an administrator sets the password)"}));
    if (row.integer(0) != 0)
        throw Error(Exit::failed,
                    say(Words{"数据库角色“{}”是超级用户或数据表的所有者，无法限制其权限",
                              "role \"{}\" is a superuser or owns the tables, so its access cannot be limited"},
                        role),
                    say(Words{"请另建一个普通角色", "create an ordinary role"}));
}

// Throws if one office code is a prefix of the other, because their records' codes would then be ambiguous.
void require_apart(db::Connection& connection, const std::string& code) {
    auto rows = connection.prepare("SELECT code FROM office WHERE code <> $code ORDER BY code");
    rows.bind("code", code);
    while (rows.step()) {
        const std::string other = rows.str(0);
        if ((other + "-").starts_with(code + "-") || (code + "-").starts_with(other + "-"))
            throw Error(Exit::failed,
                        say(Words{"机关编号 {} 与 {} 容易混淆：其中一个是另一个的编号前缀",
                                  "office codes {} and {} conflict: one is a prefix of the other"},
                            code, other),
                        say(Words{"请改用其他编号", "use another code"}));
    }
}

// Throws if the database already has records of its own that use the new office's prefix.
void require_unused(db::Connection& connection, const std::string& code) {
    if (has_row(connection, "SELECT 1 FROM office WHERE code = $value", code)) return;
    for (const records::Kind* kind : records::kinds()) {
        if (!kind->fact || !kind->has_code()) continue;
        auto row = connection.prepare(fmt::format(
            "SELECT code FROM {} WHERE office = 0 AND code >= $low AND code < $high ORDER BY code LIMIT 1", kind->id));
        row.bind("low", code + "-").bind("high", code + ".");  // '.' is the next character after '-'
        if (row.step())
            throw Error(
                Exit::failed,
                say(
                    Words{
                        "数据库中已有{} {}，不属于机关 {}，但使用了该机关的编号前缀",
                        "the database already has {} {}, which uses the prefix of office {} but does not belong to it"},
                    kind->label.get(), row.text(0), code),
                say(Words{"请为该机关改用其他编号，或将其原有数据库单独保留",
                          "use another office code, or keep the former database of the office separate"}));
    }
}

void require_code(const std::string& code) {
    constexpr std::size_t longest = 20;  // leaves room for the rest of a record's code
    const bool plain = std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '_' ||
               c == '-';
    });
    if (code.empty() || code.size() > longest || !plain || code == "all")
        throw Error(
            Exit::usage, say(Words{"“{}”不能用作机关编号", "\"{}\" cannot be an office code"}, code),
            say(Words{"请填写 1 至 {} 个字母、数字、.、- 或 _", "use 1 to {} letters, digits, ., - or _"}, longest));
}

void require_offices(db::Connection& connection, const Grant& grant) {
    std::vector<std::string> codes;
    auto rows = connection.prepare("SELECT code FROM office ORDER BY code");
    while (rows.step()) codes.push_back(rows.str(0));
    for (const std::string& code : grant.reads) {
        if (code == "all" || code == grant.office || std::find(codes.begin(), codes.end(), code) != codes.end())
            continue;
        throw Error(Exit::failed, say(Words{"没有编号为“{}”的机关", "no office with code {}"}, code),
                    suggest(code, std::vector<std::string_view>(codes.begin(), codes.end()),
                            say(Words{"见 cpcc grant", "see cpcc grant"})));
    }
}

std::string name_for(db::Connection& connection, const Grant& grant) {
    if (!grant.name.empty()) return grant.name;
    auto row = connection.prepare("SELECT name FROM office WHERE code = $code");
    row.bind("code", grant.office);
    return row.step() ? row.str(0) : grant.office;
}

}  // namespace

std::string sql_of(db::Connection& connection, const Grant& grant) {
    require_server(connection);
    require_owner(connection);
    require_code(grant.office);
    require_offices(connection, grant);
    require_role(connection, grant.role);
    require_apart(connection, grant.office);
    require_unused(connection, grant.office);
    const bool all = std::find(grant.reads.begin(), grant.reads.end(), "all") != grant.reads.end();
    return fill_placeholders(grant_sql, {{"code", quoted(grant.office)},
                                         {"name", quoted(name_for(connection, grant))},
                                         {"role", quoted(grant.role)},
                                         {"reads", array_of(grant.reads)},
                                         {"all", all ? "true" : "false"}}) +
           "\n" + layout();
}

std::string sql_to_revoke(db::Connection& connection, const std::string& role) {
    require_server(connection);
    require_owner(connection);
    if (!connection.catalog().has_table("office_role") ||
        !has_row(connection, "SELECT 1 FROM office_role WHERE role = $value", role))
        throw Error(Exit::failed, say(Words{"数据库角色“{}”未获授权", "role \"{}\" has no access to revoke"}, role),
                    say(Words{"见 cpcc grant", "see cpcc grant"}));
    return fill_placeholders(revoke_sql, {{"role", quoted(role)}});
}

void run_grant(db::Connection& connection, const std::string& sql) {
    db::Transaction transaction(connection, db::Transaction::Kind::write);
    connection.execute(sql);
    transaction.commit();
}

void renew_layout(db::Connection& connection) {
    if (connection.by_office()) run_grant(connection, layout());
}

std::vector<Granted> granted(db::Connection& connection) {
    require_server(connection);
    std::vector<Granted> found;
    if (!connection.catalog().has_table("office_role")) return found;
    auto rows = connection.prepare(
        "SELECT o.id, o.code, o.name, r.role, r.reads IS NULL, x.code FROM office o LEFT JOIN office_role r ON "
        "r.office = o.id "
        "LEFT JOIN office x ON x.id = ANY (r.reads) AND x.id <> o.id ORDER BY o.code, r.role, x.code");
    while (rows.step()) {
        if (found.empty() || found.back().office != rows.text(1) || found.back().role != rows.text(3))
            found.push_back(
                {rows.str(1), rows.str(2), rows.str(3), !rows.is_null(3) && rows.integer(4) != 0 ? "all" : ""});
        if (!rows.is_null(5)) found.back().reads += (found.back().reads.empty() ? "" : ", ") + rows.str(5);
    }
    return found;
}

std::string office_code(db::Connection& connection) {
    if (connection.office() == 0) return {};
    auto row = connection.prepare("SELECT code FROM office WHERE id = $id");
    row.bind("id", connection.office());
    return row.step() ? row.str(0) : std::string();
}

std::optional<std::string> kept_by(db::Connection& connection, const records::Kind& kind, std::int64_t id) {
    auto row =
        connection.prepare(fmt::format("SELECT o.code, o.name FROM {} t LEFT JOIN office o ON o.id = t.office WHERE "
                                       "t.id = $id AND EXISTS (SELECT 1 FROM office)",
                                       kind.id));
    row.bind("id", id);
    if (!row.step()) return std::nullopt;
    return row.is_null(0) ? say(Words{"（本数据库）", "(this database)"})
                          : fmt::format("{}  {}", row.text(0), row.text(1));
}

}  // namespace cpcc::store
