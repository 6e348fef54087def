// What `bundle write` and `bundle registers` share: the records of this office as a signed bundle.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/store/senders.hpp"
#include "framework/context.hpp"

#include <cstdint>
#include <optional>

namespace cpcc::cli {

struct BundleContent {
    store::Level level = store::Level::whole;
    std::int64_t since = 0;        // an entry of the history; 0: everything
    std::optional<Period> period;  // of the figures; none: no figures
    bool registers = false;        // areas, sectors, common topics, and the office's own members and units only
};

// Writes the bundle to --output. Throws Error{usage} if the output, the office's code or its area is missing.
void write_bundle(Context&, const BundleContent&);

}  // namespace cpcc::cli
