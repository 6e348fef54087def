// The file that an output goes to.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

namespace cpcc::files {

// A file that appears under its name only when whole: written beside it, flushed to disk, renamed by `commit`.
// Destroyed before that, it leaves what was there. The constructor, writing to `stream()` and `commit` throw
// Error{failed} that names the file and the cause (a full disk, no permission). An existing file keeps its mode; where
// a link leads is what is replaced; a device or a pipe (/dev/stdout) is written as it is.
class OutputFile {
public:
    explicit OutputFile(std::string path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    std::ostream& stream();
    void commit();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cpcc::files
