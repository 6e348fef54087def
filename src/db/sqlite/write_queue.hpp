// A queue in front of the write lock. SQLite lets waiting processes retry, so that some of many starve. The kernel
// grants a lock on a file in the order of the requests.
#pragma once

#include <chrono>
#include <string>

namespace cpcc::db {

class WriteQueue {
public:
    // The lock file lies beside the database, is empty and has mode 0600. The last process in the queue deletes it.
    explicit WriteQueue(const std::string& database) : path_(database + "-queue") {}
    ~WriteQueue() { leave(); }
    WriteQueue(const WriteQueue&) = delete;
    WriteQueue& operator=(const WriteQueue&) = delete;

    // Waits for this process's turn. Returns false if it has not come by `until`. Returns true at once if the turn is
    // this process's already, or if the file cannot be created (a read-only folder, a full disk), since there is no
    // queue then. The kernel ends the turn of a process that dies.
    bool enter(std::chrono::steady_clock::time_point until);
    void leave() noexcept;

private:
    enum class Wait { done, too_long, impossible };
    Wait wait(std::chrono::steady_clock::time_point until) const;

    std::string path_;
    int file_ = -1;
};

}  // namespace cpcc::db
