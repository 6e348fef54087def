// The seam between the tool and the engine that keeps its records. SQL is written once, in what SQLite and PostgreSQL
// both understand (architecture.md, "The seam"): parameters are `$name` and bound by name.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cpcc::db {

// Null, a number, or text that stands elsewhere.
using Cell = std::variant<std::monostate, std::int64_t, std::string_view>;

// What an engine gives behind a Statement.
class StatementEngine {
public:
    virtual ~StatementEngine() = default;
    virtual int parameter(std::string_view name) = 0;  // its place, to bind by; throws where there is none
    virtual void bind_null(int parameter) = 0;
    virtual void bind(int parameter, std::int64_t value) = 0;
    virtual void bind(int parameter, std::string_view value) = 0;  // copied
    virtual bool step() = 0;
    virtual void reset() = 0;
    virtual void run() {
        step();
        reset();
    }
    virtual int columns() const = 0;
    virtual std::string column_name(int column) const = 0;
    virtual bool is_null(int column) const = 0;
    virtual bool is_text(int column) const = 0;
    virtual bool is_number(int column) const = 0;  // a whole one
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string_view text(int column) const = 0;  // holds until the next step
    virtual Cell cell(int column) const = 0;              // whichever of these it is; its text holds likewise
};

// One prepared statement. Bound values stay until they are bound again.
class Statement {
public:
    explicit Statement(std::unique_ptr<StatementEngine> engine) : engine_(std::move(engine)) {}

    int parameter(std::string_view name) { return engine_->parameter(name); }
    Statement& bind(int parameter, std::int64_t value) {
        engine_->bind(parameter, value);
        return *this;
    }
    Statement& bind(int parameter, std::string_view value) {
        engine_->bind(parameter, value);
        return *this;
    }
    Statement& bind_null(int parameter) {
        engine_->bind_null(parameter);
        return *this;
    }
    Statement& bind(std::string_view name, std::int64_t value) { return bind(parameter(name), value); }
    Statement& bind(std::string_view name, std::string_view value) { return bind(parameter(name), value); }
    Statement& bind_null(std::string_view name) { return bind_null(parameter(name)); }

    bool step() { return engine_->step(); }  // true while there is a row
    void reset() { engine_->reset(); }       // ready to be stepped anew
    void run() {
        engine_->run();
    }  // for a statement without rows; on a server what it refuses may be said with a later call, at the latest by
       // `commit`

    int columns() const { return engine_->columns(); }
    std::string column_name(int column) const { return engine_->column_name(column); }
    bool is_null(int column) const { return engine_->is_null(column); }
    bool is_text(int column) const { return engine_->is_text(column); }
    bool is_number(int column) const { return engine_->is_number(column); }
    std::int64_t integer(int column) const { return engine_->integer(column); }  // 0 where null
    int small(int column) const { return static_cast<int>(engine_->integer(column)); }
    std::string_view text(int column) const { return engine_->text(column); }  // empty where null
    Cell cell(int column) const { return engine_->cell(column); }
    std::string str(int column) const { return std::string(engine_->text(column)); }

private:
    std::unique_ptr<StatementEngine> engine_;
};

enum class Engine { sqlite, postgresql };

// What a transaction may change. On a server offices wait for their own alone as long as they write nothing but facts;
// a change of registers waits for all and holds all up. A file has one writer.
enum class Writes { all, facts };

// Row numbers of an office's facts lie in a range of its own, from `first_row(office)` on: they are unique over all
// offices, and say which one keeps the row. 0 is a database's own office; registers are numbered as it numbers.
constexpr std::int64_t first_row(std::int64_t office) { return office << 40; }
constexpr std::int64_t office_of_row(std::int64_t row) { return row >> 40; }

// How many rows a statement may give. `many`: in a transaction they come from a server piece by piece, not all at once.
enum class Rows { few, many };
inline constexpr std::size_t most_fed_columns = 32;

// An index that a migration made, and the statement that makes it again.
struct Index {
    std::string name;
    std::string sql;
    std::vector<std::string> columns;
};

// Every function throws Error{busy} where another process holds the database for longer than the patience of five
// seconds, and Error{failed} for anything else that the engine refuses, or where the server is lost.
class Connection {
public:
    virtual ~Connection() = default;
    virtual Engine engine() const = 0;  // for the few places where SQL must differ
    // What is wrong in the SQL is said here, or at the latest as it is stepped.
    virtual Statement prepare(std::string_view sql, Rows expected = Rows::few) = 0;
    virtual void execute(std::string_view sql) = 0;  // one or more statements without parameters
    virtual void apply(
        std::string_view schema) = 0;               // the text of a file of schema/, which is written in SQLite's words
    virtual void define(std::string_view sql) = 0;  // temporary tables and views, which this connection alone sees
    // What statements find in the table `feed(c0, c1, …)` from now on: rows of `width` cells, one behind the other,
    // read where they stand, so that they must stay there. So many rows go in, or are asked for, by one statement. Only
    // on a connection that writes.
    virtual void feed(std::span<const Cell> cells, std::size_t width) = 0;
    // `work` may feed this connection and run statements. An engine may do it on a thread of its own while the caller
    // does what asks nothing of the connection: before anything else is asked of it, or of a statement, the work is
    // done, and what it threw is thrown there, at the latest by `commit`. What it works with must be its own, or `wait`
    // before it ends.
    virtual void later(std::function<void()> work) = 0;
    virtual void wait() noexcept = 0;  // until such work is done; what it threw is kept for the next call
    // Those that no constraint needs, by name, where it pays to make them behind a first load: a server makes others
    // wait for that.
    virtual std::vector<Index> indexes(std::string_view table) = 0;
    virtual void make_indexes(std::span<const Index>) = 0;  // over whatever the tables hold by now, in little memory
    // References are not checked row by row from now on, but by `check_references`, those of whole tables at once. That
    // must be called for every table that rows went into meanwhile; it throws Error{failed} where one leads nowhere.
    // For tables that were made in this transaction: a server makes all others wait.
    virtual void defer_references() = 0;
    virtual void check_references(std::span<const std::string> tables) = 0;
    // While it is on, a file takes it that references lead somewhere: for rows whose every reference was looked up in
    // this transaction. A server looks all the same. The end of the transaction turns it off.
    virtual void trust_references(bool on) = 0;
    virtual void begin_write(Writes) = 0;
    virtual void begin_read() = 0;  // every later read sees this one state
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;
    virtual bool has_table(std::string_view name) = 0;
    virtual bool has_any_table() = 0;
    virtual std::vector<std::string> tables() = 0;  // in the order in which they were made: none refers to a later one
    virtual std::string schema() = 0;               // what qualifies a table's name where a view of that name hides it
    virtual void backup_to(const std::string& path) = 0;  // a whole copy in a file that must not exist yet
    virtual std::vector<std::string> integrity() = 0;     // what the engine finds broken in its own structures
    virtual const std::string& name() const = 0;          // for messages: the path, or the URL
    virtual std::string home()
        const = 0;  // what names of copies begin with: the path, or a server's database in the current folder
    // Up to when a replica has followed, by the server's clock; nothing where the database is no replica.
    virtual std::optional<std::string> as_of() = 0;
    // The office that this connection writes for; 0: the database's own.
    virtual std::int64_t office() const { return 0; }
    // Whether facts lie office by office (schema/offices/layout.sql).
    virtual bool by_office() const { return false; }
    // Lets foreign SQL look but not touch, and see neither members' phones nor the values in the history.
    virtual void restrict_to_reading() = 0;
};

// Rolls back where it ends without `commit`.
class Transaction {
public:
    enum class Kind { read, write, write_facts };
    Transaction(Connection& connection, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

enum class Mode { read, write, write_in_turn, create };

// What names a database is the path of an SQLite file or the URL of a PostgreSQL database.
bool is_url(std::string_view name) noexcept;

// Transactions that write queue up, process behind process. `write_in_turn` takes its place in a file's queue before
// its first look at the file and keeps it until its first transaction ends, so that what it reads before that waits for
// nobody; on a server it is `write`. `read` changes nothing, but for rolling back what a killed writer left in a file.
// `create` refuses a file that exists, and a database on a server that holds any table; a new file is 0600, a server's
// database must have been made. Throws Error{failed} where there is no such file or database, or it can't be reached,
// and Error{usage} for a URL that holds a password.
std::unique_ptr<Connection> open(const std::string& name, Mode mode);

// Throws Error{usage} for a text that begins as no question of any engine does: that is said in our words, not in an
// engine's, and before a database is opened.
void require_question(const std::string& sql);

// Whether there is a file of that name, or a table in that database.
bool exists(const std::string& name);

}  // namespace cpcc::db
