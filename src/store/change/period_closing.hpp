// Implements Change::close_period and Change::reopen_period; their contract is in cpcc/store/change.hpp.
#pragma once

#include "context/write_context.hpp"
#include "cpcc/store/period_closing.hpp"

namespace cpcc::store {

void close_period(WriteContext&, const std::optional<std::string>& area, const Period&,
                  const std::function<void(const KeepFigure&)>& figures);
void reopen_period(WriteContext&, const std::optional<std::string>& area, const Period&);

}  // namespace cpcc::store
