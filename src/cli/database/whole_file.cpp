#include "database/whole_file.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"
#include "cpcc/files/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>

namespace cpcc::cli {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail_to_write(const std::string& file, int cause) {
    throw Error(Exit::failed, say(Words{"无法写入 {}：{}", "cannot write {}: {}"}, file, system_message(cause)),
                say(Words{"请检查路径、权限和磁盘空间", "check the path, permissions and disk space"}));
}

void sync(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail_to_write(file, errno);
    const int cause = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    if (cause != 0) fail_to_write(file, cause);
}

fs::path folder_of(const std::string& path) {
    const fs::path folder = fs::path(path).parent_path();
    return folder.empty() ? fs::path(".") : folder;
}

// Removes parts of this file whose processes have ended.
void clear_leftovers(const std::string& to) {
    const std::string prefix = fs::path(to).filename().string() + ".part-";
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder_of(to), failed)) {
        const std::string name = entry.path().filename().string();
        const auto process = name.starts_with(prefix) ? whole_number(name.substr(prefix.size())) : std::nullopt;
        if (process && ::kill(static_cast<pid_t>(*process), 0) != 0 && errno == ESRCH) fs::remove(entry.path(), failed);
    }
}

}  // namespace

void put_in_place(const std::string& part, const std::string& to) {
    sync(part);
    if (std::rename(part.c_str(), to.c_str()) != 0) fail_to_write(to, errno);
    files::sync_folder_of(to);
}

void write_whole(const std::string& to, const std::function<void(const std::string& part)>& write) {
    clear_leftovers(to);
    const std::string part = fmt::format("{}.part-{}", to, getpid());
    try {
        write(part);
        put_in_place(part, to);
    } catch (...) {
        ::unlink(part.c_str());
        throw;
    }
}

}  // namespace cpcc::cli
