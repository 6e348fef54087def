#include "database/whole_file.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/words.hpp"

#include <unistd.h>
#include <cerrno>
#include <cstdio>

namespace cpcc::cli {

void write_whole(const std::string& to, const std::function<void(const std::string& part)>& write) {
    const std::string part = fmt::format("{}.part-{}", to, getpid());
    try {
        write(part);
        if (std::rename(part.c_str(), to.c_str()) != 0)
            throw Error(Exit::failed, say(Words{"无法写入 {}：{}", "cannot write {}: {}"}, to, system_message(errno)));
    } catch (...) {
        ::unlink(part.c_str());
        throw;
    }
}

}  // namespace cpcc::cli
