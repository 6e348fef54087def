#include "import/usual_headers.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::store {

namespace {

struct UsualHeader {
    std::string_view kind, field;
    std::string_view names;  // with 、 between them
};

const UsualHeader usual[]{
    {"member", "phone", "联系电话、联系方式、手机、手机号、手机号码、电话号码"},
    {"member", "sector", "所属界别"},
    {"platform", "area", "所属区划、所在区域"},
    {"platform", "opened_on", "成立时间、建成时间、挂牌时间"},
    {"session", "held_on", "时间、活动时间"},
    {"session", "platform", "协商平台、所属平台"},
    {"session", "title", "主题、活动主题、活动名称、标题"},
    {"session", "members", "参会委员、出席委员"},
    {"session", "summary", "活动内容、主要内容、活动情况"},
    {"problem", "title", "问题名称、问题内容"},
    {"problem", "raised_on", "提出时间、收集时间、提出日期"},
    {"problem", "unit", "责任部门、承办单位"},
    {"problem", "due_on", "办理期限、完成期限、限办日期"},
    {"problem", "solved_on", "解决时间、办结时间、办结日期"},
    {"document", "title", "标题、名称"},
    {"document", "filed_on", "提交时间、提交日期"},
    {"document", "authors", "提案人、撰稿人、第一提案人"},
    {"donation", "given_on", "时间、捐赠时间"},
    {"donation", "donor", "捐赠人、捐赠单位"},
    {"donation", "item", "物品、物资名称"},
};

}  // namespace

const records::Field* find_usual(const records::Kind& kind, std::string_view name) {
    for (const UsualHeader& header : usual) {
        if (header.kind != kind.id) continue;
        const auto names = split(header.names, "、");
        if (std::find(names.begin(), names.end(), name) != names.end()) return &kind.at(header.field);
    }
    return nullptr;
}

}  // namespace cpcc::store
