#include "cpcc/base/heap.hpp"

#include <doctest/doctest.h>
#include <malloc.h>

#include <vector>

// A sanitizer has its own heap, so neither number changes and the test passes.
TEST_CASE("a large table lies in the heap, and the next one reuses its memory") {
    cpcc::widen_heap();
    const auto of_their_own = mallinfo2().hblks;  // blocks that the kernel mapped separately
    std::size_t heap = 0;
    for (int time = 0; time < 3; ++time) {
        const std::vector<char> table(std::size_t{20} << 20, 'x');
        CHECK(mallinfo2().hblks == of_their_own);
        if (time > 0) CHECK(mallinfo2().arena == heap);
        heap = mallinfo2().arena;
    }
}
