#include "sqlite/lock_holder.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace cpcc::db {

namespace {

std::string name_of(int process) {
    std::ifstream file(fmt::format("/proc/{}/comm", process));
    std::string name;
    std::getline(file, name);
    return name;
}

}  // namespace

// A line of /proc/locks: "1: POSIX  ADVISORY  WRITE 4711 08:01:123456 1073741825 1073741825", with the device in
// hexadecimal. A waiting process has "->" behind its number; a lock of an open file has no process (-1).
std::string lock_holder(const std::string& file) {
    struct stat about {};
    if (::stat(file.c_str(), &about) != 0) return {};
    const std::string place = fmt::format("{:02x}:{:02x}:{}", major(about.st_dev), minor(about.st_dev), about.st_ino);
    std::ifstream locks("/proc/locks");
    std::string found;
    for (std::string line; std::getline(locks, line);) {
        std::istringstream words(line);
        std::string number, sort, advisory, access, locked;
        int process = 0;
        if (!(words >> number >> sort >> advisory >> access >> process >> locked)) continue;
        if (locked != place || process <= 0 || process == ::getpid()) continue;
        if (found.empty() || access == "WRITE") found = fmt::format("{}, {}", process, name_of(process));
        if (access == "WRITE") break;
    }
    return found;
}

}  // namespace cpcc::db
