#include "transfer/spool.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/words.hpp"

#include <unistd.h>

#include <cstdlib>

namespace cpcc::cli {

Spool::Spool(std::istream& in) {
    char name[] = "/tmp/cpcc-import-XXXXXX";
    const int file = mkstemp(name);
    if (file < 0) throw Error(Exit::failed, say(Words{"不能建临时文件", "no temporary file can be made"}));
    path_ = name;
    char block[65536];
    while (in.read(block, sizeof block), in.gcount() > 0)
        if (::write(file, block, static_cast<std::size_t>(in.gcount())) != in.gcount()) break;
    ::close(file);
}

Spool::~Spool() { ::unlink(path_.c_str()); }

}  // namespace cpcc::cli
