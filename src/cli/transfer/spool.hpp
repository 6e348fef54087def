// Copies standard input to a temporary file, so that it can be read twice.
#pragma once

#include <istream>
#include <string>

namespace cpcc::cli {

// A temporary copy of `in`, removed by the destructor. It is in $TMPDIR, or in /tmp if that is not a directory.
// The constructor throws Error{failed} with directory and cause if the copy is incomplete.
class Spool {
public:
    explicit Spool(std::istream& in);
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    const std::string& path() const { return path_; }

private:
    explicit Spool(std::string folder);
    void keep(std::istream& in);
    [[noreturn]] void fail(int cause) const;

    std::string folder_, path_;
    int file_ = -1;
};

}  // namespace cpcc::cli
