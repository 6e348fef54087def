#include "records/reveal.hpp"

#include "cpcc/store/history.hpp"

namespace cpcc::cli {

void reveal_phones(Context& context, const records::Kind& kind, const std::string& what) {
    if (kind.find("phone")) store::record_reveal(context.writing(), context.user(), what);
}

}  // namespace cpcc::cli
