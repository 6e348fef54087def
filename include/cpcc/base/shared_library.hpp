// A shared library that is loaded on first use, so that commands that do not need it start faster.
#pragma once

#include "cpcc/base/words.hpp"

namespace cpcc {

// A function of the library. Assign it to a pointer of the type that the library's header declares.
class Symbol {
public:
    explicit Symbol(void* address) noexcept : address_(address) {}
    template <class Function>
    operator Function*() const noexcept {
        return reinterpret_cast<Function*>(address_);
    }  // NOLINT: its one use is to be converted

private:
    void* address_;
};

class SharedLibrary {
public:
    // Loads the library until the process ends. Throws Error{failed} if it is missing, naming it, its use and the
    // remedy.
    SharedLibrary(const char* file, Words needed_by, Words remedy);
    Symbol symbol(const char* name) const;  // throws Error{failed} if the library lacks it

private:
    [[noreturn]] void fail() const;

    const char* file_;
    Words needed_by_, remedy_;
    void* handle_;
};

}  // namespace cpcc
