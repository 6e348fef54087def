// One piece of work at a time on a thread of its own, while its giver goes on.
#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace cpcc::db {

// Used by one thread, and within the work by the other. The thread is made with the first work.
class BackgroundWriter {
public:
    BackgroundWriter() = default;
    ~BackgroundWriter() {
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
        }
        changed_.notify_all();
        if (thread_.joinable()) thread_.join();
    }
    BackgroundWriter(const BackgroundWriter&) = delete;
    BackgroundWriter& operator=(const BackgroundWriter&) = delete;

    // What was given before must be settled.
    void run(std::function<void()> work) {
        {
            const std::lock_guard lock(mutex_);
            work_ = std::move(work);
            working_ = true;
            at_work_.store(true, std::memory_order_relaxed);
        }
        if (!thread_.joinable()) thread_ = std::thread([this] { keep_working(); });
        changed_.notify_all();
    }

    // Waits for the end of what is being done; throws what that threw. Within the work it does nothing.
    void settle() {
        if (!at_work_.load(std::memory_order_relaxed) || is_worker) return;
        wait();
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    }
    // What the work threw is kept for the next `settle`.
    void wait() noexcept {
        if (!at_work_.load(std::memory_order_relaxed) || is_worker) return;
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !working_; });
        work_ = nullptr;  // with all that it holds, which the worker need not see to
        if (!failure_) at_work_.store(false, std::memory_order_relaxed);
    }
    // What the work threw is of no interest any more.
    void forget() noexcept {
        wait();
        if (is_worker) return;
        failure_ = nullptr;
        at_work_.store(false, std::memory_order_relaxed);
    }

private:
    void keep_working() {
        is_worker = true;
        std::unique_lock lock(mutex_);
        while (changed_.wait(lock, [this] { return working_ || ended_; }), working_) {
            lock.unlock();
            try {
                work_();
            } catch (...) {
                failure_ = std::current_exception();
            }
            lock.lock();
            working_ = false;
            changed_.notify_all();
        }
    }

    static inline thread_local bool is_worker = false;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::function<void()> work_;
    bool working_ = false;
    std::exception_ptr failure_;
    std::atomic<bool> at_work_ = false;  // given and not settled; changed by the giver alone
    bool ended_ = false;
    std::thread thread_;
};

}  // namespace cpcc::db
