#include "postgres/statement.hpp"

#include "cpcc/base/error.hpp"

#include <algorithm>
#include <charconv>

namespace cpcc::db {

namespace {

// Numbers of types, equal on every server (pg_type.dat).
constexpr Oid bool_type = 16, name_type = 19, bigint_type = 20, smallint_type = 21, integer_type = 23, text_type = 25,
              unknown_type = 705, varchar_type = 1043, numeric_type = 1700, bigints_type = 1016, texts_type = 1009;

constexpr int rows_per_fetch = 10000;

}  // namespace

PostgresStatement::~PostgresStatement() {
    close_cursor();
    if (!prepared_.empty()) session_.run_cleanup("DEALLOCATE " + prepared_);
}

int PostgresStatement::parameter(std::string_view name) {
    const auto found = std::find(numbered_.names.begin(), numbered_.names.end(), name);
    if (found == numbered_.names.end()) throw Error(Exit::failed, "no parameter $" + std::string(name));
    return static_cast<int>(found - numbered_.names.begin()) + 1;
}

void PostgresStatement::bind(int parameter, std::int64_t value) { put(parameter, bigint_type, std::to_string(value)); }

void PostgresStatement::bind(int parameter, std::string_view value) {
    if (value.find('\0') != std::string_view::npos) refuse_nul();
    put(parameter, text_type, std::string(value));
}

void PostgresStatement::put(int parameter, Oid type, std::string value) {
    if (types_[at(parameter)] != type) {
        types_[at(parameter)] = type;
        deallocate();
    }
    values_[at(parameter)] = std::move(value);
}

void PostgresStatement::deallocate() {
    if (!prepared_.empty()) session_.run_cleanup("DEALLOCATE " + prepared_);
    prepared_.clear();
}

void PostgresStatement::prepare() const {
    const std::string name = session_.fresh_name();
    session_.checked(
        libpq().prepare(session_.handle(), name.c_str(), sql_.c_str(), static_cast<int>(types_.size()), types_.data()));
    prepared_ = name;
}

const PGresult* PostgresStatement::shape() const {
    if (result_) return result_.get();
    if (!described_) {
        if (prepared_.empty()) prepare();
        described_ = session_.checked(libpq().describe_prepared(session_.handle(), prepared_.c_str()));
    }
    return described_.get();
}

// Binds one array per column of the feed, after the statement's own parameters.
void PostgresStatement::bind_feed() {
    const std::size_t own = numbered_.names.size();
    if (const auto types = types_of(session_.feed); types != fed_types_ || sql_ == numbered_.sql) {
        fed_types_ = types;
        sql_ = copy_ ? insert_arrays(*copy_, own, types) : with_arrays(numbered_.sql, own, types);
        types_.resize(own);
        for (const FedType type : types) types_.push_back(type == FedType::number ? bigints_type : texts_type);
        deallocate();
    }
    values_.resize(own);
    for (std::size_t column = 0; column < fed_types_.size(); ++column)
        values_.push_back(array_text(session_.feed, column));
}

void PostgresStatement::execute() {
    if (copy_ && session_.office == 0) {  // a table with row-level security refuses COPY
        session_.copy_in(*copy_, copy_text(*copy_, session_.feed, values_));
        return;
    }
    if (fed_) bind_feed();
    const std::vector<const char*> values = parameter_values();
    if (expected_ == Rows::many && session_.in_transaction()) return open_cursor(values);
    const int count = static_cast<int>(values.size());
    if (++runs_ > 1 && prepared_.empty()) prepare();
    PGconn* connection = session_.handle();
    result_ = session_.checked(
        prepared_.empty()
            ? libpq().exec_params(connection, sql_.c_str(), count, types_.data(), values.data(), nullptr, nullptr, 0)
            : libpq().exec_prepared(connection, prepared_.c_str(), count, values.data(), nullptr, nullptr, 0));
    if (copy_) session_.update_statistics(copy_->table);
}

std::vector<const char*> PostgresStatement::parameter_values() const {
    std::vector<const char*> values;
    for (const auto& value : values_) values.push_back(value ? value->c_str() : nullptr);
    return values;
}

void PostgresStatement::run() {
    if (fed_ || !session_.in_transaction()) return StatementEngine::run();
    if (++runs_ > 1 && prepared_.empty()) prepare();
    session_.send(prepared_.empty() ? sql_ : prepared_, !prepared_.empty(), types_, parameter_values());
}

void PostgresStatement::open_cursor(const std::vector<const char*>& values) {
    const std::string name = session_.fresh_name(), sql = "DECLARE " + name + " NO SCROLL CURSOR FOR " + sql_;
    session_.checked(libpq().exec_params(session_.handle(), sql.c_str(), static_cast<int>(values.size()), types_.data(),
                                         values.data(), nullptr, nullptr, 0));
    cursor_ = name;
    cursor_transaction_ = session_.transaction();
    fetch();
}

void PostgresStatement::fetch() {
    result_ = session_.run("FETCH " + std::to_string(rows_per_fetch) + " FROM " + cursor_);
    row_ = -1;
}

void PostgresStatement::close_cursor() noexcept {
    if (!cursor_.empty() && session_.transaction() == cursor_transaction_) session_.run_cleanup("CLOSE " + cursor_);
    cursor_.clear();
}

bool PostgresStatement::step() {
    if (!result_) execute();
    if (!result_) return false;  // COPY has written the fed rows
    if (++row_ < libpq().rows(result_.get())) return true;
    if (cursor_.empty() || row_ < rows_per_fetch) return false;
    fetch();
    return ++row_ < libpq().rows(result_.get());
}

void PostgresStatement::reset() {
    close_cursor();
    result_.reset();
    row_ = -1;
}

std::string_view PostgresStatement::raw(int column) const {
    return {libpq().value(result_.get(), row_, column),
            static_cast<std::size_t>(libpq().length(result_.get(), row_, column))};
}

bool PostgresStatement::is_text(int column) const {
    const Oid type = type_of(column);
    return !is_null(column) && (type == text_type || type == varchar_type || type == name_type || type == unknown_type);
}

bool PostgresStatement::is_number(int column) const {
    if (is_null(column)) return false;
    const Oid type = type_of(column);
    if (type == numeric_type)
        return raw(column).find_first_not_of("-0123456789") == std::string_view::npos;  // a sum of integers
    return type == bigint_type || type == integer_type || type == smallint_type || type == bool_type;
}

std::int64_t PostgresStatement::integer(int column) const {
    const std::string_view digits = text(column);
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

Cell PostgresStatement::cell(int column) const {
    if (is_null(column)) return {};
    return is_number(column) ? Cell(integer(column)) : Cell(text(column));
}

std::string_view PostgresStatement::text(int column) const {
    if (type_of(column) == bool_type && !is_null(column)) return raw(column) == "t" ? "1" : "0";  // as in SQLite
    return raw(column);
}

Statement prepare(Session& session, std::string_view sql, Rows expected) {
    return Statement(std::make_unique<PostgresStatement>(session, number_parameters(sql), expected));
}

}  // namespace cpcc::db
