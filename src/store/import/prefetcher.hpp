// Makes things on a background thread, a few ahead of their consumer.
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
    // Starts the thread. `make` fills the next thing and returns false if there is none. It runs only on the background
    // thread; everything that it refers to must outlive this object.
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

    // Moves the next thing, in the order of creation, into `thing`; returns false at the end. Rethrows an exception of
    // `make` after the things that it made before.
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
    std::exception_ptr failure_;  // read only after `ended_` is true
    std::thread thread_;          // declared last, because it uses all other members
};

}  // namespace cpcc::store
