#include "framework/chinese_words.hpp"

#include "cpcc/records/registry.hpp"

#include <algorithm>
#include <array>

namespace cpcc::cli {

namespace {

struct Noun {
    std::string_view noun, zh;
};
// Kinds of records have theirs in their declaration.
constexpr std::array nouns{
    Noun{"report", "报表"},   Noun{"period", "时段"},     Noun{"import", "导入"},     Noun{"export", "导出"},
    Noun{"template", "模板"}, Noun{"distinct", "非重复"}, Noun{"fields", "字段"},     Noun{"measures", "指标"},
    Noun{"status", "状态"},   Noun{"rename", "改编号"},   Noun{"merge", "合并"},      Noun{"find", "查找"},
    Noun{"query", "查询"},    Noun{"init", "新建"},       Noun{"config", "配置"},     Noun{"check", "检查"},
    Noun{"backup", "备份"},   Noun{"restore", "还原"},    Noun{"copy", "复制"},       Noun{"grant", "授权"},
    Noun{"revoke", "撤权"},   Noun{"monthly", "月报"},    Noun{"migrate", "升级"},    Noun{"completion", "补全"},
    Noun{"help", "帮助"},     Noun{"audit", "审核"},      Noun{"log", "日志"},        Noun{"undo", "撤销"},
    Noun{"bundle", "数据包"}, Noun{"key", "签名密钥"},    Noun{"office", "报送单位"},
};

struct Verb {
    std::string_view noun;  // empty: of every other noun with the verb
    std::string_view verb, zh;
};
constexpr std::array verbs{
    Verb{"problem", "close", "不予办理"},
    Verb{"problem", "reopen", "重新在办"},
    Verb{"period", "close", "封存"},
    Verb{"period", "reopen", "解封"},
    Verb{"", "close", "停用"},
    Verb{"config", "get", "读取"},
    Verb{"config", "set", "设置"},
    Verb{"config", "check", "检查"},
    Verb{"bundle", "write", "生成"},
    Verb{"bundle", "registers", "下发"},
    Verb{"bundle", "take", "接收"},
    Verb{"bundle", "conflicts", "冲突"},
    Verb{"key", "new", "新建"},
    Verb{"office", "remove", "移除"},
    Verb{"audit", "head", "凭证"},
    Verb{"audit", "verify", "核对"},
    Verb{"", "add", "登记"},
    Verb{"", "edit", "修改"},
    Verb{"", "show", "查看"},
    Verb{"", "list", "列表"},
    Verb{"", "void", "作废"},
    Verb{"", "restore", "恢复"},
    Verb{"", "history", "历史"},
    Verb{"", "assign", "下沉"},
    Verb{"", "unassign", "结束下沉"},
    Verb{"", "leave", "离任"},
    Verb{"", "commit", "签承诺书"},
    Verb{"", "log", "记录"},
    Verb{"", "erase", "清除"},
    Verb{"", "attend", "记参加"},
    Verb{"", "raise", "提出"},
    Verb{"", "advance", "记进展"},
    Verb{"", "solve", "解决"},
    Verb{"", "lookback", "回头看"},
    Verb{"report", "summary", "汇总"},
    Verb{"report", "dashboard", "看板"},
    Verb{"report", "coverage", "覆盖"},
    Verb{"report", "calendar", "日历"},
    Verb{"report", "followup", "跟踪"},
    Verb{"report", "chain", "来龙去脉"},
    Verb{"report", "member", "委员"},
    Verb{"report", "platform", "平台"},
    Verb{"report", "roll", "名单"},
    Verb{"report", "honours", "表扬"},
    Verb{"report", "cases", "案例"},
    Verb{"report", "plan", "计划"},
    Verb{"report", "filings", "填报"},
    Verb{"report", "reconcile", "核对"},
    Verb{"report", "brief", "简报"},
    Verb{"report", "appraisal", "考核"},
};

}  // namespace

std::string_view chinese_noun(std::string_view noun) {
    if (const records::Kind* kind = records::find_kind(noun)) return kind->label.zh;
    const auto found = std::find_if(nouns.begin(), nouns.end(), [&](const Noun& one) { return one.noun == noun; });
    return found == nouns.end() ? std::string_view() : found->zh;
}

std::string_view chinese_verb(std::string_view noun, std::string_view verb) {
    const auto found = std::find_if(verbs.begin(), verbs.end(), [&](const Verb& one) {
        return one.verb == verb && (one.noun == noun || one.noun.empty());
    });
    return found == verbs.end() ? std::string_view() : found->zh;
}

bool is_noun(std::string_view word, std::string_view noun) {
    return word == noun || (!word.empty() && chinese_noun(noun) == word);
}

bool is_verb(std::string_view word, std::string_view noun, std::string_view verb) {
    return word == verb || (!word.empty() && chinese_verb(noun, verb) == word);
}

}  // namespace cpcc::cli
