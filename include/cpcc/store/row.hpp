// Rows on their way into the database, and what came of them.
#pragma once

#include "cpcc/records/value.hpp"
#include "cpcc/store/refusal.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace cpcc::store {

// What is done about a row whose record exists.
enum class OnExisting {
    same,  // equal rows are passed over, any difference is refused
    fail,
    skip,
    update,
    must,  // only existing records are meant: an edit
};

struct Counts {
    std::int64_t added = 0, updated = 0, unchanged = 0, rejected = 0;
    std::int64_t voided = 0;  // of the unchanged: rows of records that are voided here and stay so
    Counts& operator+=(const Counts&);
};

// The values of a row. Those of many rows may stand in one piece of memory, which the last of these rows gives back: a
// file's rows are made on one thread and ended on another, which would wait for one another at the heap if each row had
// a piece of its own.
class Values {
public:
    explicit Values(std::size_t count) : Values(std::make_shared<records::Value[]>(count), 0, count) {}
    Values(std::shared_ptr<records::Value[]> of_many, std::size_t first, std::size_t count)
        : all_(std::move(of_many)), here_(all_.get() + first, count) {}
    Values(Values&&) noexcept = default;
    Values& operator=(Values&&) noexcept = default;
    records::Value& operator[](std::size_t field) { return here_[field]; }
    const records::Value& operator[](std::size_t field) const { return here_[field]; }
    operator std::span<const records::Value>() const { return here_; }

private:
    std::shared_ptr<records::Value[]> all_;
    std::span<records::Value> here_;
};

struct Row {
    int line = 0;
    std::int64_t id = 0;  // an edit names its record by row
    Values values;        // in the order of the kind's fields; refs as codes
    std::vector<Refusal> refusals =
        {};  // cells that could not be read: the rest of the row is looked through, and nothing of it written
};

}  // namespace cpcc::store
