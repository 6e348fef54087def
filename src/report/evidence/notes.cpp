#include "evidence/notes.hpp"

#include "cpcc/base/words.hpp"

namespace cpcc::report {

std::string only_weekends(int year) {
    return say(Words{"配置的 [workdays] 里没有 {} 年的安排，只除去了周末。", "[workdays] says nothing of {}: only weekends are left out."}, year);
}

}  // namespace cpcc::report
