// Makes items on a background thread, a few ahead of their consumer.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace cpcc::store {

template <class Item>
class Prefetcher {
public:
    // Starts the thread. `make` fills the next item and returns false if there is none. It runs only on the background
    // thread; everything that it refers to must outlive this object.
    explicit Prefetcher(std::function<bool(Item&)> make) : make_(std::move(make)), thread_([this] { run(); }) {}
    ~Prefetcher() {
        {
            const std::lock_guard lock(mutex_);
            stopped_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    Prefetcher(const Prefetcher&) = delete;
    Prefetcher& operator=(const Prefetcher&) = delete;

    // Moves the next item, in the order of creation, into `item`; returns false at the end. Rethrows an exception of
    // `make` after the items that it made before.
    bool next(Item& item) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !ready_.empty() || ended_; });
        if (ready_.empty()) {
            if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
            return false;
        }
        item = std::move(ready_.front());
        ready_.pop_front();
        lock.unlock();
        changed_.notify_all();
        return true;
    }

private:
    static constexpr std::size_t max_ready = 4;

    void run() {
        try {
            for (Item item; make_(item); item = Item()) {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [&] { return ready_.size() < max_ready || stopped_; });
                if (stopped_) break;
                ready_.push_back(std::move(item));
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

    std::function<bool(Item&)> make_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Item> ready_;
    bool ended_ = false;
    bool stopped_ = false;
    std::exception_ptr failure_;  // read only after `ended_` is true
    std::thread thread_;          // declared last, because it uses all other members
};

}  // namespace cpcc::store
