// The bytes of a file or of standard input, which can be read more than once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace cpcc::files {

class Input {
public:
    // Opens a file; `-` is standard input. Loads standard input and pipes into memory, because a pipe cannot be read
    // twice. Throws Error{failed} that names the file, here and in each function that reads.
    explicit Input(const std::string& path);
    // Holds bytes that were read before. `name` names them in messages.
    Input(std::string name, std::string bytes) : name_(std::move(name)), in_memory_(true), memory_(std::move(bytes)) {}
    ~Input();
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    const std::string& name() const noexcept { return name_; }  // in messages: the last part of the path
    std::size_t read(char* to, std::size_t most);               // returns the bytes read, 0 at the end
    void rewind();
    std::string head(std::size_t most);  // returns the first bytes, and rewinds

    bool in_memory() const noexcept { return in_memory_; }
    const std::string& memory() const noexcept { return memory_; }
    int descriptor() const noexcept { return descriptor_; }  // owned by the Input; precondition: not in memory

private:
    std::size_t read_descriptor(char* to, std::size_t most);
    void read_whole();
    [[noreturn]] void fail(int cause) const;

    std::string name_;
    int descriptor_ = -1;
    bool in_memory_ = false;
    std::string memory_;
    std::size_t at_ = 0;
};

}  // namespace cpcc::files
