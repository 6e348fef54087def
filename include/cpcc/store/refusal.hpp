// Refusals: errors that keep rows from being written.
#pragma once

#include "cpcc/base/error.hpp"

#include <string>
#include <vector>

namespace cpcc::store {

// An error in a row. Line 0 and no file: the row came from the command line.
struct Refusal {
    std::string file;
    int line = 0;
    std::string field;  // empty: the row as a whole
    std::string reason;
};

// Returns `sessions.csv:18: held_on: …`, or `--held-on: …` for the command line.
std::string text_of(const Refusal&);

// Thrown if any row was refused; then nothing is written.
class Refused : public Error {
public:
    explicit Refused(std::vector<Refusal> refusals);
    const std::vector<Refusal>& refusals() const noexcept { return refusals_; }

private:
    std::vector<Refusal> refusals_;
};

}  // namespace cpcc::store
