// Why rows are refused.
#pragma once

#include "cpcc/base/error.hpp"

#include <string>
#include <vector>

namespace cpcc::store {

// Why a row is refused. Line 0: it came from the command line.
struct Refusal {
    std::string file;
    int line = 0;
    std::string field;  // empty: the row as a whole
    std::string reason;
};

// Returns `sessions.csv:18: held_on: …`, or `--held-on: …` for the command line.
std::string text_of(const Refusal&);

// Thrown where rows were refused: nothing was written.
class Refused : public Error {
public:
    explicit Refused(std::vector<Refusal> refusals);
    const std::vector<Refusal>& refusals() const noexcept { return refusals_; }

private:
    std::vector<Refusal> refusals_;
};

}  // namespace cpcc::store
