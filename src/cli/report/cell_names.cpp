#include "report/cell_names.hpp"

#include "cpcc/base/text.hpp"
#include "framework/record_names.hpp"

namespace cpcc::cli {

std::string cell_with_codes(Context& context, const std::string& cell, std::span<const report::Group> by,
                            const std::optional<std::string>& area) {
    const auto colon = cell.rfind(':');
    if (colon == std::string::npos) return cell;
    const auto parts = split(std::string_view(cell).substr(0, colon), ",");
    if (parts.size() != by.size() || parts.front() == "total" || parts.front() == "合计") return cell;
    RecordNames names(context, context.reporting());
    if (area) names.set_near(names.area_of(records::kind("area"), *area));
    std::vector<std::string> codes;
    for (std::size_t g = 0; g < by.size(); ++g) {
        const std::string_view kind = report::words_of(by[g]).kind;
        const std::string text(trim(parts[g]));
        codes.push_back(kind.empty() ? text : names.code_of(records::kind(kind), text));
    }
    return join(codes, ",") + cell.substr(colon);
}

}  // namespace cpcc::cli
