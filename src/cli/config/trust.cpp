#include "config/trust.hpp"

#include "cpcc/base/words.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace cpcc::cli {

namespace {

std::string owner_name(uid_t owner) {
    const passwd* user = ::getpwuid(owner);
    return user ? user->pw_name : std::to_string(owner);
}

std::string sentence(const std::string& file, const struct stat& about) {
    return say(Words{"其他用户可以修改 {}（权限 {:04o}）", "other users may change {} (mode {:04o})"}, file,
               about.st_mode & 07777U);
}

std::string why_owned(const std::string& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0 || about.st_uid == ::geteuid() || about.st_uid == 0) return {};
    return say(Words{"{} 属于用户 {}", "{} belongs to user {}"}, path, owner_name(about.st_uid));
}

}  // namespace

std::string why_open_to_all(const std::string& file) {
    struct stat about {};
    return ::stat(file.c_str(), &about) == 0 && (about.st_mode & S_IWOTH) != 0 ? sentence(file, about) : "";
}

// A user's own group has no other members on most systems.
std::string why_writable(const std::string& file) {
    struct stat about {};
    if (::stat(file.c_str(), &about) != 0) return {};
    const bool group = (about.st_mode & S_IWGRP) != 0 && about.st_gid != ::getegid();
    return group || (about.st_mode & S_IWOTH) != 0 ? sentence(file, about) : "";
}

std::string why_not_trusted(const std::string& file) {
    if (!std::filesystem::path(file).parent_path().empty()) return why_writable(file);
    const std::string folder = ".";
    struct stat about {};
    const bool sticky = ::stat(folder.c_str(), &about) == 0 && (about.st_mode & S_ISVTX) != 0;
    for (const std::string& why : {why_owned(file), sticky ? std::string() : why_owned(folder), why_writable(file),
                                   sticky ? std::string() : why_writable(folder)})
        if (!why.empty()) return why;
    return {};
}

}  // namespace cpcc::cli
