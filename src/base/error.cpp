#include "cpcc/base/error.hpp"

#include <cerrno>
#include <cstring>

namespace cpcc {

std::string system_message(int error_number) {
    switch (error_number) {
        case ENOENT: return say(Words{"文件或文件夹不存在", "no such file or directory"});
        case EACCES:
        case EPERM: return say(Words{"没有权限", "permission denied"});
        case ENOSPC: return say(Words{"磁盘已满", "no space left on the disk"});
        case EROFS: return say(Words{"文件系统为只读", "read-only file system"});
        case EISDIR: return say(Words{"这是文件夹", "it is a directory"});
        case EIO: return say(Words{"磁盘读写出错", "disk I/O error"});
        default: return std::strerror(error_number);
    }
}

}  // namespace cpcc
