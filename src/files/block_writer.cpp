#include "block_writer.hpp"

#include "cpcc/base/error.hpp"

#include <cerrno>

namespace cpcc::files {

void fail_stream() {
    const int cause = errno;
    const Words hint{"请检查磁盘空间和权限后重试", "check the disk space and permissions, then try again"};
    if (cause == 0) throw Error(Exit::failed, say(Words{"无法输出结果", "cannot write the output"}), hint.str());
    const std::string message = say(Words{"无法输出结果：{}", "cannot write the output: {}"}, system_message(cause));
    if (cause == EPIPE) throw NobodyReads(Exit::failed, message, hint.str());
    throw Error(Exit::failed, message, hint.str());
}

void BlockWriter::flush() {
    std::string_view bytes = text_;
    if (encoder_) {
        encoded_.clear();
        encoder_->append(text_, encoded_);
        bytes = encoded_;
    }
    errno = 0;
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out_) fail_stream();
    text_.clear();
}

void BlockWriter::finish() {
    flush();
    errno = 0;
    out_.flush();
    if (!out_) fail_stream();
}

}  // namespace cpcc::files
