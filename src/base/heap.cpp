#include "cpcc/base/heap.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

namespace cpcc {

namespace {

constexpr std::uintptr_t large_page = std::uintptr_t{2} << 20, room = std::uintptr_t{64} << 20;
// More than the initial heap has left, so that it must grow; about what a short command uses.
constexpr std::size_t first_room = std::size_t{384} << 10;
constexpr int never = 1 << 30, usual_room = 128 << 10;

bool is_unlimited(int resource) noexcept {
    rlimit limit{};
    return getrlimit(resource, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY;
}

// Keeps growing tables in the heap, which reuses freed blocks. Arenas of other threads are committed whole.
bool keep_to_the_heap() noexcept {
    return mallopt(M_MMAP_THRESHOLD, 32 << 20) && mallopt(M_TRIM_THRESHOLD, never) &&
           mallopt(M_TOP_PAD, static_cast<int>(room));
}

void ask_for_large_pages(void* grown) noexcept {
    const std::uintptr_t begin = (reinterpret_cast<std::uintptr_t>(grown) + large_page - 1) / large_page * large_page;
    const std::uintptr_t end = reinterpret_cast<std::uintptr_t>(sbrk(0)) / large_page * large_page;
    if (begin < end && end - begin <= 2 * room)
        madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);  // otherwise not in the heap
}

// Populates the pages with one call (Linux 5.14), because each first touch would cause a page fault.
void have_pages_of(void* first) noexcept {
    const std::uintptr_t page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE)),
                         begin = reinterpret_cast<std::uintptr_t>(first) / page * page;
    madvise(reinterpret_cast<void*>(begin), first_room, MADV_POPULATE_WRITE);
}

}  // namespace

void widen_heap() noexcept {
    static const bool widened = [] {
        if (!is_unlimited(RLIMIT_AS) || !is_unlimited(RLIMIT_DATA) || !keep_to_the_heap()) return false;
        void* const first = std::malloc(first_room);
        if (first) {
            ask_for_large_pages(first);
            have_pages_of(first);
        } else {
            mallopt(M_TOP_PAD, usual_room);  // without overcommit
        }
        std::free(first);
        return true;
    }();
    static_cast<void>(widened);
}

}  // namespace cpcc
