#include "transfer/spool.hpp"

#include "cpcc/base/error.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace cpcc::cli {

namespace {

std::string temporary_folder() {
    std::error_code ignored;
    const char* named = std::getenv("TMPDIR");
    return named != nullptr && std::filesystem::is_directory(named, ignored) ? named : "/tmp";
}

// Writes a whole block, in as many calls as needed. Returns false on failure; errno has the cause.
bool write_block(int file, const char* from, std::size_t count) {
    while (count > 0) {
        const ssize_t written = ::write(file, from, count);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        from += written;
        count -= static_cast<std::size_t>(written);
    }
    return true;
}

}  // namespace

Spool::Spool(std::istream& in) : Spool(temporary_folder()) { keep(in); }

Spool::Spool(std::string folder) : folder_(std::move(folder)), path_(folder_ + "/cpcc-import-XXXXXX") {
    file_ = ::mkstemp(path_.data());
    if (file_ < 0) fail(errno);
}

Spool::~Spool() {
    if (file_ >= 0) ::close(file_);
    ::unlink(path_.c_str());
}

void Spool::keep(std::istream& in) {
    std::array<char, 65536> block{};
    while (in.read(block.data(), block.size()), in.gcount() > 0)
        if (!write_block(file_, block.data(), static_cast<std::size_t>(in.gcount()))) fail(errno);
    if (in.bad()) fail(EIO);
    if (::close(std::exchange(file_, -1)) != 0) fail(errno);  // some file systems report a full disk only on close
}

void Spool::fail(int cause) const {
    throw Error(Exit::failed,
                say(Words{"无法将标准输入暂存到临时文件夹 {}：{}",
                          "cannot store standard input in the temporary directory {}: {}"},
                    folder_, system_message(cause)),
                say(Words{"请腾出空间，或用 TMPDIR 另指一个目录",
                          "free some space there, or name another folder with TMPDIR"}));
}

}  // namespace cpcc::cli
