#include "database/whole_file.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"
#include "cpcc/files/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <optional>

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

bool has_ended(std::int64_t process) { return ::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH; }

}  // namespace

namespace {

// Returns the process that wrote a file of this name: a part of `base`, what is beside it, or a part of
// files::OutputFile.
std::optional<std::int64_t> writer_of(std::string_view name, std::string_view base) {
    constexpr std::string_view part = ".part-", output = ".cpcc-", ending = ".tmp";
    if (name.starts_with(output) && name.ends_with(ending)) {
        name.remove_prefix(output.size());
        return whole_number(name.substr(0, name.find('-')));
    }
    const auto at = name.rfind(part);
    if (at == std::string_view::npos || !name.starts_with(base)) return std::nullopt;
    name.remove_prefix(at + part.size());
    for (const std::string_view beside : {"-journal", "-queue"})
        if (name.ends_with(beside)) name.remove_suffix(beside.size());
    return whole_number(name);
}

}  // namespace

std::vector<std::string> leftovers(const std::string& file) {
    std::vector<std::string> found;
    const std::string base = fs::path(file).filename().string();
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder_of(file), failed)) {
        const std::string name = entry.path().filename().string();
        const auto writer = writer_of(name, base);
        if (writer && has_ended(*writer)) found.push_back((fs::path(file).parent_path() / name).string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

void put_in_place(const std::string& part, const std::string& to) {
    sync(part);
    if (std::rename(part.c_str(), to.c_str()) != 0) fail_to_write(to, errno);
    files::sync_folder_of(to);
}

std::string free_name(const std::string& name) {
    std::string found = name;
    for (int n = 2; fs::exists(found); ++n) found = fmt::format("{}-{}", name, n);
    return found;
}

void write_whole(const std::string& to, const std::function<void(const std::string& part)>& write) {
    std::error_code failed;
    for (const std::string& part : leftovers(to)) fs::remove(part, failed);
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
