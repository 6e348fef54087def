#include "kinds/kinds.hpp"

namespace cpcc::records {

const Kind& sector() {
    static const Kind kind = [] {
        Kind k{.id = "sector",
               .label = {"界别", "sector"},
               .counted = {"个界别", "sector", "sectors"},
               .about = {"委员所属的界别", "sectors that members belong to"},
               .letter = 'X'};
        k.fields = {code().must(), text("name", {"名称", "name"}).must().shown()};
        k.title = "name";
        k.told_by = {"code"};
        k.lookup = {"name"};
        return complete(std::move(k), "sector_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
