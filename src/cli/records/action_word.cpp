#include "records/action_word.hpp"

#include "cpcc/base/words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cpcc::cli {

namespace {

struct ActionWord {
    std::string_view action, zh;
};

constexpr std::array words{
    ActionWord{.action = "add", .zh = "登记"},
    ActionWord{.action = "edit", .zh = "修改"},
    ActionWord{.action = "rename", .zh = "改编号"},
    ActionWord{.action = "merge", .zh = "合并"},
    ActionWord{.action = "distinct", .zh = "确认非重复"},
    ActionWord{.action = "void", .zh = "作废"},
    ActionWord{.action = "restore", .zh = "恢复"},
    ActionWord{.action = "import", .zh = "导入"},
    ActionWord{.action = "erase", .zh = "清除"},
    ActionWord{.action = "undo", .zh = "撤销"},
    ActionWord{.action = "assign", .zh = "下沉"},
    ActionWord{.action = "unassign", .zh = "结束下沉"},
    ActionWord{.action = "leave", .zh = "离任"},
    ActionWord{.action = "commit", .zh = "签承诺书"},
    ActionWord{.action = "attend", .zh = "记参加"},
    ActionWord{.action = "advance", .zh = "记进展"},
    ActionWord{.action = "solve", .zh = "解决"},
    ActionWord{.action = "close", .zh = "关闭"},
    ActionWord{.action = "reopen", .zh = "重新在办"},
    ActionWord{.action = "lookback", .zh = "回头看"},
    ActionWord{.action = "period close", .zh = "封存时段"},
    ActionWord{.action = "period reopen", .zh = "解封时段"},
    ActionWord{.action = "reveal", .zh = "显示号码"},
    ActionWord{.action = "backup", .zh = "备份"},
};

}  // namespace

std::string action_word(const std::string& action) {
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.action == action; });
    return language() == Language::zh && found != words.end() ? std::string(found->zh) : action;
}

}  // namespace cpcc::cli
