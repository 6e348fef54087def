#include "framework/placeholder.hpp"

#include "cpcc/base/words.hpp"

#include <algorithm>
#include <array>

namespace cpcc::cli {

namespace {

constexpr std::array chinese_words{
    Words{"格", "CELL"},     Words{"编号", "CODE"},  Words{"日期", "DATE"},     Words{"文件夹", "DIRECTORY"},
    Words{"字段", "FIELD"},  Words{"文件", "FILE"},  Words{"格式", "FMT"},      Words{"分组", "GROUP"},
    Words{"方式", "HOW"},    Words{"类别", "KIND"},  Words{"级别", "LEVEL"},    Words{"指标", "M"},
    Words{"月份", "MONTH"},  Words{"数", "N"},       Words{"名称", "NAME"},     Words{"机关", "OFFICE"},
    Words{"时段", "PERIOD"}, Words{"电话", "PHONE"}, Words{"角色", "ROLE"},     Words{"行号", "ROW"},
    Words{"来源", "FROM"},   Words{"目标", "TO"},    Words{"shell名", "SHELL"}, Words{"条件", "TEST"},
    Words{"文字", "TEXT"},   Words{"对象", "WHO"},   Words{"对比", "WITH"},     Words{"词", "WORD"},
    Words{"凭证", "HEAD"},   Words{"操作", "ENTRY"}, Words{"元", "YUAN"},       Words{"工作表", "SHEET"},
    Words{"年份", "YEAR"},
};

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

std::string_view chinese(std::string_view word) {
    const auto found =
        std::find_if(chinese_words.begin(), chinese_words.end(), [&](const Words& one) { return one.en == word; });
    return found == chinese_words.end() ? word : found->zh;
}

}  // namespace

std::string placeholder(std::string_view declared) {
    if (language() == Language::en) return std::string(declared);
    std::string shown;
    for (std::size_t i = 0; i < declared.size();) {
        const auto end = static_cast<std::size_t>(
            std::find_if_not(declared.begin() + static_cast<std::ptrdiff_t>(i), declared.end(), is_capital) -
            declared.begin());
        if (end == i)
            shown += declared[i++];
        else {
            shown += chinese(declared.substr(i, end - i));
            i = end;
        }
    }
    return shown;
}

}  // namespace cpcc::cli
