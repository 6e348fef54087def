#include "cpcc/db/copy.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/db/bulk_load.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/db/migrate.hpp"

#include <algorithm>
#include <deque>

namespace cpcc::db {

namespace {

// Hashes a row with FNV-1a. A type tag begins each value and a terminator ends each text, so that rows of different
// values yield different bytes.
class RowHash {
public:
    void null() { byte('n'); }
    void value(std::int64_t number) {
        byte('i');
        for (int shift = 0; shift < 64; shift += 8)
            byte(static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> shift));
    }
    void value(std::string_view text) {
        byte('t');
        for (const char c : text) byte(static_cast<unsigned char>(c));
        byte(0xff);  // never a byte of UTF-8
    }
    // Mixes the hash before it is added to those of other rows (the last step of SplitMix64). Without this, differences
    // between similar rows could cancel out.
    std::uint64_t get() const {
        std::uint64_t x = hash_;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
        return x ^ (x >> 31);
    }

private:
    void byte(unsigned char b) { hash_ = (hash_ ^ b) * 0x100000001b3U; }
    std::uint64_t hash_ = 0xcbf29ce484222325U;
};

std::vector<std::string> columns_of(Connection& connection, const std::string& table) {
    auto none = connection.prepare("SELECT * FROM " + table + " WHERE 1 = 0");
    std::vector<std::string> columns;
    for (int i = 0; i < none.columns(); ++i) columns.push_back(none.column_name(i));
    return columns;
}

std::string list(const std::vector<std::string>& columns) {
    std::string text;
    for (const std::string& column : columns) text += (text.empty() ? "" : ", ") + column;
    return text;
}

// Reads a table, passes every row to `each`, and returns the content of the table.
template <class Each>
Content read(Connection& connection, const std::string& table, const std::vector<std::string>& columns, Each each) {
    Content content{table};
    auto rows = connection.prepare("SELECT " + list(columns) + " FROM " + table, Rows::many);
    while (rows.step()) {
        RowHash hash;
        for (int i = 0; i < rows.columns(); ++i) {
            if (rows.is_null(i))
                hash.null();
            else if (rows.is_text(i))
                hash.value(rows.text(i));
            else
                hash.value(rows.integer(i));
        }
        content.hash += hash.get();
        ++content.rows;
        each(rows);
    }
    return content;
}

// Inserts rows into a table, many with one statement.
class Writer {
public:
    Writer(Connection& to, const std::string& table, const std::vector<std::string>& columns)
        : to_(to), width_(columns.size()), insert_(to.prepare(insert_sql(table, columns))) {}

    void add(const Statement& row) {
        for (int i = 0; i < row.columns(); ++i) {
            const Cell cell = row.cell(i);
            const auto* text = std::get_if<std::string_view>(&cell);
            cells_.push_back(text ? Cell(std::string_view(texts_.emplace_back(*text))) : cell);
        }
        if (cells_.size() >= width_ * rows_at_once) write();
    }
    void write() {
        if (cells_.empty()) return;
        to_.bulk_load().feed(cells_, width_);
        insert_.run();
        cells_.clear();
        texts_.clear();
    }

private:
    static constexpr std::size_t rows_at_once = 1000;
    static std::string insert_sql(const std::string& table, const std::vector<std::string>& columns) {
        std::string cells;
        for (std::size_t i = 0; i < columns.size(); ++i) cells += fmt::format("{}c{}", i ? ", " : "", i);
        return fmt::format("INSERT INTO {} ({}) SELECT {} FROM feed", table, list(columns), cells);
    }

    Connection& to_;
    std::size_t width_;
    std::vector<Cell> cells_;
    std::deque<std::string> texts_;  // what the cells point to; a deque never moves them
    Statement insert_;
};

Content fill(Connection& from, Connection& to, const std::string& table, const std::vector<std::string>& columns) {
    Writer writer(to, table, columns);
    const Content content = read(from, table, columns, [&](const Statement& row) { writer.add(row); });
    writer.write();
    return content;
}

// Applies the steps that `from` has, which may be fewer than this executable's.
void make_schema(Connection& from, Connection& to) {
    auto steps = from.prepare("SELECT number FROM migration ORDER BY number");
    while (steps.step()) {
        const auto known = std::find_if(migrations().begin(), migrations().end(),
                                        [&](const Migration& step) { return step.number == steps.small(0); });
        if (known == migrations().end()) require_current(from);  // throws, and names the newer step
        to.catalog().apply(known->sql);
    }
}

// Advances a server's sequences to the largest row numbers. Rows that are inserted with their numbers do not advance
// them.
void advance_sequences(Connection& to) {
    if (to.engine() == Engine::postgresql)
        to.execute(
            "DO $$ DECLARE t record; BEGIN FOR t IN SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND is_identity = 'YES' LOOP "
            "EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), max(%I)) FROM %I', t.table_name, "
            "t.column_name, t.column_name, t.table_name); "
            "END LOOP; END $$");
}

std::vector<Content> fill_all(Connection& from, Connection& to) {
    if (from.office() != 0)
        throw Error(Exit::failed,
                    say(Words{"当前角色只能看到 {} 中的部分记录，不能复制整个数据库",
                              "this role sees only some records of {} and cannot copy the whole database"},
                        from.name()),
                    say(Words{"请由数据库所有者执行，或用 cpcc export --all 导出本机关的记录",
                              "run this as the database owner, or export your own records with cpcc export --all"}));
    make_schema(from, to);
    std::vector<Content> found;
    const auto tables = to.catalog().tables();
    to.bulk_load().defer_references();
    for (const std::string& table : tables) {
        const auto columns = columns_of(to, table);
        const Content written = fill(from, to, table, columns);
        found.push_back(read(to, table, columns, [](const Statement&) {}));
        if (found.back() != written)
            throw Error(Exit::failed, say(Words{"{} 中表 {} 读回的内容与写入的不一致，未作任何修改",
                                                "in {}, table {} differs from what was written; nothing was changed"},
                                          to.name(), table));
    }
    to.bulk_load().check_references(tables);
    advance_sequences(to);
    return found;
}

}  // namespace

std::vector<Content> copy(Connection& from, Connection& to) {
    Transaction snapshot(from, Transaction::Kind::read);
    Transaction change(to, Transaction::Kind::write);
    auto found = fill_all(from, to);
    change.commit();
    return found;
}

std::vector<Content> replace(Connection& from, Connection& to) {
    Transaction snapshot(from, Transaction::Kind::read);
    Transaction change(to, Transaction::Kind::write);
    auto tables = to.catalog().tables();
    std::reverse(tables.begin(), tables.end());  // on a server, a table is dropped before those it refers to
    to.bulk_load().trust_references(true);
    for (const std::string& table : tables)
        // CASCADE, because policies depend on other tables.
        to.execute(fmt::format("DROP TABLE {}{}", table, to.by_office() ? " CASCADE" : ""));
    auto found = fill_all(from, to);
    change.commit();
    return found;
}

}  // namespace cpcc::db
