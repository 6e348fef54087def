// Bulk import: read → convert → resolve codes → write (architecture.md).
#pragma once

#include "cpcc/files/read.hpp"
#include "cpcc/store/change.hpp"

#include <functional>
#include <string>

namespace cpcc::store {

struct ImportOptions {
    OnExisting on_existing = OnExisting::same;
    bool lenient = false;
    bool ignore_unknown = false;
    std::function<void(const std::string&)> note = nullptr;  // what `lenient` changed
    std::function<void(std::int64_t)> progress = nullptr;    // rows read so far, now and then
};

// Hands every row of the file to the change; `file` is what messages call it. Bad cells are kept as refusals of the
// change and do not stop the reading. Throws Refused where the header itself can't be taken.
Counts import_rows(Change&, const records::Kind&, files::Reader&, const std::string& file, const ImportOptions&);

}  // namespace cpcc::store
