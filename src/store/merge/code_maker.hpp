// Makes codes for records without one: `<office>-<letter><year>-<5 digits>` (domain.md, 2).
#pragma once

#include "merge/batch.hpp"

#include <functional>

namespace cpcc::store {

class CodeMaker {
public:
    // `write_rows` writes the new rows collected so far, because the next number must follow their codes too.
    CodeMaker(Batch& batch, std::function<void()> write_rows) : batch_(batch), write_rows_(std::move(write_rows)) {}

    // Returns an unused code. Precondition: office.code is configured.
    std::string make(const BatchRow&);

private:
    std::int64_t last_number(const std::string& prefix);

    Batch& batch_;
    std::function<void()> write_rows_;
    std::map<std::string, std::int64_t> made_;  // last number by prefix
};

}  // namespace cpcc::store
