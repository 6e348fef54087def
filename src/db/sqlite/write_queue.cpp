#include "sqlite/write_queue.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <utility>

namespace cpcc::db {

namespace {

// Interrupts a blocked call every 100 ms so that it can check the time, because a file lock has no timeout.
class Interruptions {
public:
    Interruptions() {
        struct sigaction action {};
        action.sa_handler = [](int) {};
        ::sigaction(SIGALRM, &action, &action_before_);
        constexpr itimerval often{{0, 100'000}, {0, 100'000}};
        ::setitimer(ITIMER_REAL, &often, &timer_before_);
    }
    ~Interruptions() {
        ::setitimer(ITIMER_REAL, &timer_before_, nullptr);
        ::sigaction(SIGALRM, &action_before_, nullptr);
    }
    Interruptions(const Interruptions&) = delete;
    Interruptions& operator=(const Interruptions&) = delete;

private:
    struct sigaction action_before_ {};
    itimerval timer_before_{};
};

// The bytes of the file that processes lock. Each that waits or writes shares the first; the one that writes locks the
// second exclusively.
constexpr off_t presence = 0;
constexpr off_t turn = 1;

bool lock(int file, int command, short type, off_t byte) {
    struct flock request {};
    request.l_type = type;
    request.l_whence = SEEK_SET;
    request.l_start = byte;
    request.l_len = 1;
    return ::fcntl(file, command, &request) == 0;
}

bool is_gone(int file) {
    struct stat about {};
    return ::fstat(file, &about) == 0 && about.st_nlink == 0;
}

}  // namespace

WriteQueue::Wait WriteQueue::wait(std::chrono::steady_clock::time_point until) const {
    if (lock(file_, F_OFD_SETLK, F_RDLCK, presence) && lock(file_, F_OFD_SETLK, F_WRLCK, turn)) return Wait::done;
    const Interruptions interruptions;
    for (const auto& [type, byte] : {std::pair<short, off_t>{F_RDLCK, presence}, {F_WRLCK, turn}})
        while (!lock(file_, F_OFD_SETLKW, type, byte)) {
            if (errno != EINTR) return Wait::impossible;  // the file system has no such locks
            if (std::chrono::steady_clock::now() >= until) return Wait::too_long;
        }
    return Wait::done;
}

bool WriteQueue::enter(std::chrono::steady_clock::time_point until) {
    while (file_ < 0) {
        file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (file_ < 0) return true;
        const Wait waited = wait(until);
        if (waited == Wait::done && !is_gone(file_)) return true;
        ::close(file_);  // if it is gone, the last process in the queue deleted it
        file_ = -1;
        if (waited != Wait::done) return waited == Wait::impossible;
    }
    return true;
}

void WriteQueue::leave() noexcept {
    if (file_ < 0) return;
    if (lock(file_, F_OFD_SETLK, F_WRLCK, presence))
        ::unlink(path_.c_str());  // no other process is in the queue, and none can join it now
    ::close(file_);
    file_ = -1;
}

}  // namespace cpcc::db
