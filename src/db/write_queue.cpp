#include "write_queue.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace cpcc::db {

namespace {

// Interrupts a call that waits, now and then, so that it can look at the clock: a lock on a file knows no time limit.
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

}  // namespace

bool WriteQueue::enter(std::chrono::steady_clock::time_point until) {
    if (file_ < 0) file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file_ < 0 || ::flock(file_, LOCK_EX | LOCK_NB) == 0) return true;
    const Interruptions interruptions;
    while (::flock(file_, LOCK_EX) != 0) {
        if (errno != EINTR) return true;                                   // a file system without such locks
        if (std::chrono::steady_clock::now() >= until) return false;
    }
    return true;
}

void WriteQueue::leave() noexcept {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
}

}  // namespace cpcc::db
