// A ZIP whose parts are stored as they are. The same parts give the same bytes, and no other bytes are accepted for
// them: whoever signs the parts signs the file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

struct StoredPart {
    std::string name;
    std::string content;
};

// Returns the bytes of the ZIP, with the parts in their order. Throws Error{failed} beyond 4 GiB or 65,535 parts.
std::string stored_zip(const std::vector<StoredPart>&);

// Returns the parts of a ZIP; nothing unless the bytes are exactly those of `stored_zip`.
std::optional<std::vector<StoredPart>> stored_parts(std::string_view bytes);

}  // namespace cpcc::files
