// Writes a file under a temporary name and renames it when it is complete.
#include "cpcc/files/output_file.hpp"

#include "cpcc/base/error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <streambuf>
#include <utility>

namespace cpcc::files {

namespace {

[[noreturn]] void fail(const std::string& path, int cause) {
    throw Error(Exit::failed, say(Words{"无法写入 {}：{}", "cannot write {}: {}"}, path, system_message(cause)),
                say(Words{"请检查路径、权限和磁盘空间（原文件未改动）",
                          "check the path, permissions and disk space (any existing file is unchanged)"}));
}

}  // namespace

// Writes to a descriptor and remembers why a write failed, which std::ofstream does not. It has external linkage,
// because OutputFile::State has it too and contains one.
class DescriptorBuffer : public std::streambuf {
public:
    explicit DescriptorBuffer(const std::string& path) : path_(path) {
        setp(block_.data(), block_.data() + block_.size());
    }
    void attach(int descriptor) { descriptor_ = descriptor; }
    int cause() const { return cause_; }  // errno of the failed write; 0 if none failed

protected:
    int_type overflow(int_type c) override {
        drain();
        if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
        return traits_type::not_eof(c);
    }
    std::streamsize xsputn(const char* from, std::streamsize count) override {
        if (count <= epptr() - pptr()) return std::streambuf::xsputn(from, count);
        drain();
        put(from, static_cast<std::size_t>(count));
        return count;
    }
    int sync() override {
        drain();
        return 0;
    }

private:
    void drain() {
        const auto count = static_cast<std::size_t>(pptr() - pbase());
        setp(block_.data(), block_.data() + block_.size());
        put(block_.data(), count);
    }
    void put(const char* from, std::size_t count) {
        if (cause_ != 0) fail(path_, cause_);  // the file already lacks a block
        while (count > 0) {
            const ssize_t done = ::write(descriptor_, from, count);
            if (done < 0 && errno == EINTR) continue;
            if (done < 0) {
                cause_ = errno;
                fail(path_, cause_);
            }
            from += done;
            count -= static_cast<std::size_t>(done);
        }
    }

    const std::string& path_;
    int descriptor_ = -1;
    int cause_ = 0;
    std::array<char, 65536> block_{};
};

namespace {

// Follows a link to a file that is not there yet, which the system does not resolve.
std::string follow(std::string path) {
    std::error_code failed;
    for (int links = 0; links < 40 && std::filesystem::is_symlink(path, failed); ++links) {
        const auto next = std::filesystem::read_symlink(path, failed);
        path = (next.is_absolute() ? next : std::filesystem::path(path).parent_path() / next).string();
    }
    return path;
}

// Returns the path with symbolic links resolved, so that the file is made or replaced and not the link to it.
std::string resolved(const std::string& path) {
    std::error_code failed;
    const auto whole = std::filesystem::weakly_canonical(path, failed);
    return failed ? path : follow(whole.string());
}

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

// Deletes the temporary files of runs that were killed. A run on another computer, which shares the folder, locks its
// own.
void clear_dead(const std::string& folder) {
    std::error_code failed;
    std::filesystem::directory_iterator entries(folder, failed);
    for (; !failed && entries != std::filesystem::directory_iterator(); entries.increment(failed)) {
        const std::string path = entries->path().string(), name = entries->path().filename().string();
        int process = 0;
        if (std::sscanf(name.c_str(), ".cpcc-%d-", &process) != 1 || process <= 0 || !name.ends_with(".tmp")) continue;
        if (::kill(process, 0) == 0 || errno != ESRCH) continue;
        const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
        if (file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
        if (file >= 0) ::close(file);
    }
}

}  // namespace

void sync_folder_of(const std::string& path) {
    const int folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int cause = folder >= 0 && ::fsync(folder) == 0 ? 0 : errno;
    if (folder >= 0) ::close(folder);
    if (cause == EIO || cause == ENOSPC || cause == EDQUOT)
        throw Error(Exit::failed,
                    say(Words{"{} 已写入，但磁盘未确认保存：{}", "{} is written, but the disk did not confirm it: {}"},
                        path, system_message(cause)),
                    say(Words{"请检查磁盘和该文件", "check the disk and the file"}));
}

struct OutputFile::State {
    State(std::string asked, ReadableBy by)
        : path(std::move(asked)), target(resolved(path)), readable_by(by), buffer(path), stream(&buffer) {
        // Lets the buffer's Error, with the file's name and the cause, pass through the stream.
        stream.exceptions(std::ios::badbit);
    }
    ~State() {
        if (descriptor >= 0) ::close(descriptor);
        if (!temporary.empty()) ::unlink(temporary.c_str());
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void open() {
        struct stat about {};
        const bool there = ::stat(target.c_str(), &about) == 0;
        if (there && S_ISDIR(about.st_mode)) fail(path, EISDIR);
        // A rename needs no permission on the file, but a read-only file must not be replaced.
        if (there && ::access(target.c_str(), W_OK) != 0) fail(path, errno);
        // A rename would replace the device or the pipe itself.
        if (there && !S_ISREG(about.st_mode))
            descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
        else
            open_temporary(there ? about.st_mode & 07777U : readable_by == ReadableBy::owner ? 0600U : 0666U);
        if (descriptor < 0) fail(path, errno);
        buffer.attach(descriptor);
        if (there && !temporary.empty()) copy_ownership(about);
    }

    // Uses a short name, because the target's may have the maximum length. O_EXCL never opens an existing file.
    void open_temporary(mode_t mode) {
        clear_dead(folder_of(target));
        for (int n = 0; n < 100 && descriptor < 0; ++n) {
            temporary = folder_of(target) + "/.cpcc-" + std::to_string(::getpid()) + "-" + std::to_string(n) + ".tmp";
            descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
            if (descriptor < 0 && errno != EEXIST) break;
        }
        const int cause = errno;
        if (descriptor < 0)
            temporary.clear();
        else
            ::flock(descriptor, LOCK_EX | LOCK_NB);
        errno = cause;
    }

    // Gives the new file the owner, group and mode of the old one. Ignores a failed fchown, because only root
    // can change the owner.
    void copy_ownership(const struct stat& about) const {
        if (::fchown(descriptor, about.st_uid, about.st_gid) != 0) errno = 0;
        if (::fchmod(descriptor, about.st_mode & 07777U) != 0) fail(path, errno);
    }

    void commit() {
        if (buffer.cause() != 0) fail(path, buffer.cause());
        stream.flush();
        const bool whole = temporary.empty() || ::fsync(descriptor) == 0;
        const int cause = whole ? 0 : errno;
        if (::close(std::exchange(descriptor, -1)) != 0 || cause != 0) fail(path, cause != 0 ? cause : errno);
        if (temporary.empty()) return;
        if (::rename(temporary.c_str(), target.c_str()) != 0) fail(path, errno);
        temporary.clear();
        sync_folder_of(target);
    }

    std::string path;  // as the caller gave it
    std::string target;
    ReadableBy readable_by;
    std::string temporary;  // empty if the target is written directly
    int descriptor = -1;
    DescriptorBuffer buffer;
    std::ostream stream;
};

OutputFile::OutputFile(std::string path, ReadableBy readable_by)
    : state_(std::make_unique<State>(std::move(path), readable_by)) {
    state_->open();
}
OutputFile::~OutputFile() = default;
std::ostream& OutputFile::stream() { return state_->stream; }
void OutputFile::commit() { state_->commit(); }

}  // namespace cpcc::files
