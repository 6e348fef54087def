// An output file that appears only when it is complete.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

namespace cpcc::files {

// Writes to a temporary file in the same directory. `commit` flushes it to disk and renames it to `path`.
// Without `commit`, the destructor deletes it, and an existing file stays unchanged.
//
// A replaced file keeps its mode and, if the system permits, its owner and group. If `path` is a symbolic link, the
// file that it points to is made or replaced. A device or a pipe (/dev/stdout) is written directly.
//
// The constructor, writes to `stream()` and `commit` throw Error{failed} that names the file and the cause, such as a
// full disk, a read-only file or a directory.
class OutputFile {
public:
    // `owner` makes a new file readable by its owner only.
    enum class ReadableBy { umask, owner };
    explicit OutputFile(std::string path, ReadableBy readable_by = ReadableBy::umask);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    std::ostream& stream();  // owned by the OutputFile
    void commit();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Syncs the folder of a path, so that new names in it survive a power failure. Throws if the disk fails; the file is in
// place all the same. Some file systems cannot sync a folder, which is no error.
void sync_folder_of(const std::string& path);

}  // namespace cpcc::files
