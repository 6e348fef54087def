// A prepared statement of either engine. Parameters are written `$name` and bound by name.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace cpcc::db {

// Null, an integer, or text that the cell does not own.
using Cell = std::variant<std::monostate, std::int64_t, std::string_view>;

// An engine's implementation of a Statement.
class StatementEngine {
public:
    virtual ~StatementEngine() = default;
    // Returns the position of a parameter, for `bind`. Throws Error{failed} if the statement has no such parameter.
    virtual int parameter(std::string_view name) = 0;
    virtual void bind_null(int parameter) = 0;
    virtual void bind(int parameter, std::int64_t value) = 0;
    virtual void bind(int parameter, std::string_view value) = 0;  // copies the text
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
    virtual bool is_number(int column) const = 0;  // true for an integer only
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string_view text(int column) const = 0;  // valid until the next step
    virtual Cell cell(int column) const = 0;              // its text is valid until the next step
};

// One prepared statement. Bound values persist until they are bound again.
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

    // Advances to the next row. Returns false after the last one.
    bool step() { return engine_->step(); }
    // Rewinds the statement so that it can be stepped again.
    void reset() { engine_->reset(); }
    // Executes a statement that returns no rows. A server may report a failure in a later call, at the latest in the
    // commit.
    void run() { engine_->run(); }

    int columns() const { return engine_->columns(); }
    std::string column_name(int column) const { return engine_->column_name(column); }
    bool is_null(int column) const { return engine_->is_null(column); }
    bool is_text(int column) const { return engine_->is_text(column); }
    bool is_number(int column) const { return engine_->is_number(column); }
    std::int64_t integer(int column) const { return engine_->integer(column); }  // 0 if null
    int small(int column) const { return static_cast<int>(engine_->integer(column)); }
    std::string_view text(int column) const { return engine_->text(column); }  // empty if null
    Cell cell(int column) const { return engine_->cell(column); }
    std::string str(int column) const { return std::string(engine_->text(column)); }

private:
    std::unique_ptr<StatementEngine> engine_;
};

}  // namespace cpcc::db
