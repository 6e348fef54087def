// Standard input can be read once; where it is wanted again it is kept in a temporary file.
#pragma once

#include <istream>
#include <string>

namespace cpcc::cli {

// A temporary file that holds all of `in` and goes with its Spool. It lies in $TMPDIR, or in /tmp where that is no folder.
// The constructor throws Error{failed} that names the folder and the cause where the file cannot be written whole.
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
