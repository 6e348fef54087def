#include "report/measure_ids.hpp"

#include "cpcc/report/measures.hpp"

namespace cpcc::cli {

std::vector<std::string> measure_ids() {
    std::vector<std::string> ids;
    for (const auto& measure : report::measures()) ids.emplace_back(measure.id);
    return ids;
}

}  // namespace cpcc::cli
