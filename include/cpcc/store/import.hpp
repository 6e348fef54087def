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
    std::function<void(const std::string&)> note = nullptr;  // receives a message for each value that `lenient` changed
    std::function<void(std::int64_t)> progress = nullptr;  // receives the number of rows read so far, from time to time
};

// Adds every row of the file to the change and returns the counts. Messages name the file `file`. A bad cell refuses
// its row and does not stop the import. Throws Refused if the header has unknown or duplicate columns.
Counts import_rows(Change&, const records::Kind&, files::Reader&, const std::string& file, const ImportOptions&);

}  // namespace cpcc::store
