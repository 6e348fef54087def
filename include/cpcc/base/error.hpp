// The only error type. It becomes one sentence on stderr and the exit code of the process.
#pragma once

#include "cpcc/base/words.hpp"

#include <exception>
#include <string>

namespace cpcc {

// interface.md, "Exit codes".
enum class Exit : int { done = 0, failed = 1, usage = 2, rejected = 3, found = 4, busy = 75 };

// `message` says what is wrong and where; `hint`, if any, tells how to fix it.
class Error : public std::exception {
public:
    Error(Exit code, std::string message, std::string hint = {})
        : code_(code), message_(std::move(message)), hint_(std::move(hint)) {}

    Exit code() const noexcept { return code_; }
    const std::string& message() const noexcept { return message_; }
    const std::string& hint() const noexcept { return hint_; }
    const char* what() const noexcept override { return message_.c_str(); }

private:
    Exit code_;
    std::string message_;
    std::string hint_;
};

// The reader of our output has closed the pipe, as `head` does. Not reported.
class NobodyReads : public Error {
public:
    using Error::Error;
};

// Returns the text of an operating-system error number, in the process's language for the common ones.
std::string system_message(int error_number);

}  // namespace cpcc
