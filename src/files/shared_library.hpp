// A library that is loaded when it is first needed, so that what never needs it never waits for it.
#pragma once

namespace cpcc::files {

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
    // Throws Error{failed} that names the library where this machine has it not. It stays loaded to the end.
    explicit SharedLibrary(const char* file);
    Symbol symbol(const char* name) const;   // throws Error{failed} where the library is another one than was built for

private:
    const char* file_;
    void* handle_;
};

}  // namespace cpcc::files
