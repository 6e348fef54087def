// The options of `report member` and `report platform`.
#pragma once

#include "cpcc/base/period.hpp"
#include "framework/context.hpp"

#include <optional>
#include <string>

namespace cpcc::cli {

struct LifeFileOptions {
    std::string code;
    std::optional<std::string> period, list;
};

// Returns CODE and --period.
Options life_file_options(LifeFileOptions&, std::string_view kind);

// Returns the period asked for (default: this year); nothing for `term`, the whole term. Throws Error{usage}.
std::optional<Period> year_or_term(Context&, const std::optional<std::string>& given);

}  // namespace cpcc::cli
