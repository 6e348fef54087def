// The error for a record that no command of cpcc writes, such as one that another program changed.
#pragma once

#include "cpcc/base/error.hpp"

namespace cpcc {

// Returns the error; `message` says what is wrong. Its remedy is `cpcc check`, which names the record.
inline Error bad_record(std::string message) {
    return {Exit::failed, std::move(message),
            say(Words{"请运行 cpcc check 查看是哪条记录", "run cpcc check to see the record"})};
}

}  // namespace cpcc
