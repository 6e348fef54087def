// A library that is loaded when it is first needed, so that what never needs it never waits for it.
#pragma once

#include "cpcc/base/words.hpp"

namespace cpcc {

// One of its functions, to be put into a pointer of the type that the library's header declares.
class Symbol {
public:
    explicit Symbol(void* address) noexcept : address_(address) {}
    template <class Function>
    operator Function*() const noexcept { return reinterpret_cast<Function*>(address_); }   // NOLINT: its one use is to be converted

private:
    void* address_;
};

class SharedLibrary {
public:
    // Throws Error{failed} that names the library and what needs it, with what to do, where this machine has it not. It stays
    // loaded to the end.
    SharedLibrary(const char* file, Words needed_by, Words remedy);
    Symbol symbol(const char* name) const;   // throws Error{failed} where the library is another one than was built for

private:
    [[noreturn]] void fail() const;

    const char* file_;
    Words needed_by_, remedy_;
    void* handle_;
};

}  // namespace cpcc
