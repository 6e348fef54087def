// A statement on a PostgreSQL server.
#pragma once

#include "cpcc/db/connection.hpp"
#include "postgres/dialect.hpp"
#include "postgres/server_session.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::db {

// Sends the SQL itself on the first run and prepares it by name on the second, because most statements run once. A
// parameter has the type of the bound value; if only null was bound, the server infers the type. Many rows come by a
// cursor. Fed rows are inserted by COPY or as arrays.
class PostgresStatement final : public StatementEngine {
public:
    PostgresStatement(Session& session, Numbered numbered, Rows expected)
        : session_(session),
          numbered_(std::move(numbered)),
          sql_(numbered_.sql),
          expected_(expected),
          fed_(asks_feed(sql_)),
          copy_(fed_ ? copy_in(sql_) : std::nullopt),
          types_(numbered_.names.size()),
          values_(numbered_.names.size()) {}
    ~PostgresStatement() override;
    PostgresStatement(const PostgresStatement&) = delete;
    PostgresStatement& operator=(const PostgresStatement&) = delete;

    int parameter(std::string_view name) override;
    void bind_null(int parameter) override { values_[at(parameter)].reset(); }
    void bind(int parameter, std::int64_t value) override;
    void bind(int parameter, std::string_view value) override;
    bool step() override;
    void reset() override;
    void run() override;
    int columns() const override { return libpq().columns(shape()); }
    std::string column_name(int column) const override { return libpq().column_name(shape(), column); }
    bool is_null(int column) const override { return libpq().is_null(result_.get(), row_, column) != 0; }
    bool is_text(int column) const override;
    bool is_number(int column) const override;
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    Cell cell(int column) const override;

private:
    static std::size_t at(int parameter) { return static_cast<std::size_t>(parameter) - 1; }
    void put(int parameter, Oid type, std::string value);
    Oid type_of(int column) const { return libpq().column_type(shape(), column); }
    std::string_view raw(int column) const;
    const PGresult* shape() const;  // describes the columns, even before the first step
    void prepare() const;
    void deallocate();  // drops the prepared statement
    void execute();
    std::vector<const char*> parameter_values() const;  // the values as libpq expects them
    void bind_feed();                                   // binds the fed rows
    void open_cursor(const std::vector<const char*>& values);
    void fetch();
    void close_cursor() noexcept;

    Session& session_;
    Numbered numbered_;
    std::string sql_;  // as sent to the server
    Rows expected_;
    bool fed_;
    std::optional<CopyIn> copy_;
    std::vector<FedType> fed_types_;
    std::vector<Oid> types_;
    std::vector<std::optional<std::string>> values_;
    mutable std::string prepared_;
    mutable Result described_;
    Result result_;
    int row_ = -1;
    int runs_ = 0;
    std::string cursor_;
    std::int64_t cursor_transaction_ = 0;
};

// Prepares SQL of this tool, whose parameters are `$name`.
Statement prepare(Session&, std::string_view sql, Rows expected = Rows::few);

}  // namespace cpcc::db
