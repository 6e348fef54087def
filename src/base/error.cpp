#include "cpcc/base/error.hpp"

#include <cerrno>
#include <cstring>

namespace cpcc {

std::string system_message(int error_number) {
    switch (error_number) {
        case ENOENT: return say(Words{"没有这个文件或目录", "no such file or directory"});
        case EACCES:
        case EPERM: return say(Words{"没有权限", "permission denied"});
        case ENOSPC: return say(Words{"磁盘已满", "no space left on the disk"});
        case EROFS: return say(Words{"文件系统只读", "the file system is read-only"});
        case EISDIR: return say(Words{"这是一个目录", "it is a directory"});
        case EIO: return say(Words{"读写磁盘出错", "the disk could not be read or written"});
        default: return std::strerror(error_number);
    }
}

}  // namespace cpcc
