// A queue in front of the write lock. SQLite lets a process that waits ask again and again, so that of many some
// starve; the kernel serves those who wait for a lock on a file in the order in which they came.
#pragma once

#include <chrono>
#include <string>

namespace cpcc::db {

class WriteQueue {
public:
    // The file that is locked stands beside the database, is empty, 0600, and goes with the last who queued there.
    explicit WriteQueue(const std::string& database) : path_(database + "-queue") {}
    ~WriteQueue() { leave(); }
    WriteQueue(const WriteQueue&) = delete;
    WriteQueue& operator=(const WriteQueue&) = delete;

    // Waits for this process's turn; false where it has not come by then. Where the file can't be made (a folder that
    // may only be read, a full disk) there is no queue, and the turn is now. The kernel ends the turn of a process that
    // dies. Whose turn it is already keeps it.
    bool enter(std::chrono::steady_clock::time_point until);
    void leave() noexcept;

private:
    enum class Wait { done, too_long, impossible };
    Wait wait(std::chrono::steady_clock::time_point until) const;

    std::string path_;
    int file_ = -1;
};

}  // namespace cpcc::db
