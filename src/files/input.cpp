#include "input.hpp"

#include "cpcc/base/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace cpcc::files {

namespace {

std::string name_in_messages(const std::string& path) {
    if (path == "-") return say(Words{"标准输入", "standard input"});
    const std::string last = path.substr(path.rfind('/') + 1);
    return last.empty() ? path : last;
}

}  // namespace

Input::Input(const std::string& path) : name_(name_in_messages(path)) {
    const bool standard = path == "-";
    descriptor_ = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail(errno);
    struct stat about {};
    const int cause = ::fstat(descriptor_, &about) != 0 ? errno : S_ISDIR(about.st_mode) ? EISDIR : 0;
    try {
        if (cause != 0) fail(cause);
        if (standard || !S_ISREG(about.st_mode)) read_whole();
    } catch (...) {
        if (!standard) ::close(descriptor_);
        throw;
    }
}

Input::~Input() {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

void Input::fail(int cause) const {
    throw Error(Exit::failed, say(Words{"无法读取 {}：{}", "cannot read {}: {}"}, name_, system_message(cause)));
}

void Input::read_whole() {
    std::array<char, 65536> block{};
    while (const std::size_t got = read_descriptor(block.data(), block.size())) memory_.append(block.data(), got);
    in_memory_ = true;
}

std::size_t Input::read_descriptor(char* to, std::size_t most) {
    for (;;) {
        const ssize_t got = ::read(descriptor_, to, most);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) fail(errno);
    }
}

std::size_t Input::read(char* to, std::size_t most) {
    if (!in_memory_) return read_descriptor(to, most);
    const std::size_t count = std::min(most, memory_.size() - at_);
    std::memcpy(to, memory_.data() + at_, count);
    at_ += count;
    return count;
}

void Input::rewind() {
    at_ = 0;
    if (!in_memory_ && ::lseek(descriptor_, 0, SEEK_SET) < 0) fail(errno);
}

std::string Input::head(std::size_t most) {
    std::string bytes(most, '\0');
    std::size_t have = 0;
    while (have < most) {
        const std::size_t got = read(bytes.data() + have, most - have);
        if (got == 0) break;
        have += got;
    }
    bytes.resize(have);
    rewind();
    return bytes;
}

}  // namespace cpcc::files
