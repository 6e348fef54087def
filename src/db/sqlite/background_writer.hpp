// Runs one piece of work at a time on a background thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace cpcc::db {

// For one calling thread, and for the work itself on the background thread. The first work starts the thread.
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

    // Starts the work. Earlier work must be settled.
    void run(std::function<void()> work) {
        {
            const std::lock_guard lock(mutex_);
            work_ = std::move(work);
            working_ = true;
            unsettled_.store(true, std::memory_order_relaxed);
        }
        if (!thread_.joinable()) thread_ = std::thread([this] { work_loop(); });
        changed_.notify_all();
    }

    // Waits for the work and rethrows its exception. Does nothing if the work itself calls it.
    void settle() {
        if (!unsettled_.load(std::memory_order_relaxed) || is_worker) return;
        wait();
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    }
    // Waits for the work. The next `settle` rethrows its exception.
    void wait() noexcept {
        if (!unsettled_.load(std::memory_order_relaxed) || is_worker) return;
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !working_; });
        work_ = nullptr;  // frees what the work holds, on this thread
        if (!failure_) unsettled_.store(false, std::memory_order_relaxed);
    }
    // Waits for the work and discards its exception.
    void forget() noexcept {
        wait();
        if (is_worker) return;
        failure_ = nullptr;
        unsettled_.store(false, std::memory_order_relaxed);
    }

private:
    void work_loop() {
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
    std::atomic<bool> unsettled_ = false;  // started and not settled; set by the calling thread only
    bool ended_ = false;
    std::thread thread_;
};

}  // namespace cpcc::db
