// Making things on a thread of their own, a few ahead of who takes them.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace cpcc::store {

template <class Thing>
class Prefetcher {
public:
    // `make` fills the next one, and says false where there is none; it runs on the other thread alone, and must
    // outlive this.
    explicit Prefetcher(std::function<bool(Thing&)> make) : make_(std::move(make)), thread_([this] { run(); }) {}
    ~Prefetcher() {
        {
            const std::lock_guard lock(mutex_);
            unwanted_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    Prefetcher(const Prefetcher&) = delete;
    Prefetcher& operator=(const Prefetcher&) = delete;

    // The next one in the order in which they were made; false at the end. Throws what `make` threw, once all before is
    // taken.
    bool next(Thing& thing) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !ready_.empty() || ended_; });
        if (ready_.empty()) {
            if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
            return false;
        }
        thing = std::move(ready_.front());
        ready_.pop_front();
        lock.unlock();
        changed_.notify_all();
        return true;
    }

private:
    static constexpr std::size_t most_ready = 4;

    void run() {
        try {
            for (Thing thing; make_(thing); thing = Thing()) {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [&] { return ready_.size() < most_ready || unwanted_; });
                if (unwanted_) break;
                ready_.push_back(std::move(thing));
                lock.unlock();
                changed_.notify_all();
            }
        } catch (...) {
            failure_ = std::current_exception();
        }
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
        }
        changed_.notify_all();
    }

    std::function<bool(Thing&)> make_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Thing> ready_;
    bool ended_ = false;
    bool unwanted_ = false;
    std::exception_ptr failure_;  // read only once `ended_` was
    std::thread thread_;          // last: it uses all of the above
};

}  // namespace cpcc::store
