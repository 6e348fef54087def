// Rows to be written, and the counts of the result.
#pragma once

#include "cpcc/records/value.hpp"
#include "cpcc/store/refusal.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cpcc::store {

// The treatment of rows whose record exists.
enum class OnExisting {
    same,  // skip identical rows, refuse different ones
    fail,
    skip,
    update,
    must,  // update, and refuse rows without a record: an edit
    // Make the record what the row says, also whether it is voided: a version of another office's record. Its office
    // has checked it, so that what it refers to may be voided.
    replace,
};

struct Counts {
    std::int64_t added = 0, updated = 0, unchanged = 0, rejected = 0;
    std::int64_t voided = 0;  // unchanged rows whose record is voided and stays voided
    std::int64_t named = 0;   // cells that refer to a record by its name
    Counts& operator+=(const Counts&);
};

// The values of a row. Several rows may share one block of memory, which the last of them frees. One thread creates a
// file's rows and another destroys them; with a block for each row, both threads would contend for the heap.
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

// A row and the record that it is about.
struct FoundRecord {
    int line;
    std::int64_t id;
};

struct Row {
    int line = 0;
    std::int64_t id = 0;  // the record of an edit; 0: the values identify the record
    Values values;        // in the order of the kind's fields; references as codes
    // Errors of cells that cannot be converted. The other cells are still checked, but the row is not written.
    std::vector<Refusal> refusals = {};
    // The day (yyyymmdd) from which the dated fields of the row hold; 0: for the record's whole time.
    std::int64_t from = 0;
    // The reason for which the record is voided, empty if it is unknown; nothing: the row does not say that it is.
    std::optional<std::string> voided = {};
};

}  // namespace cpcc::store
