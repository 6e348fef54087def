// Recognizes a query by its first keyword.
#include "engines.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::db {

void require_question(const std::string& sql) {
    std::string word(trim(sql));
    if (word.starts_with("--") || word.starts_with("/*") || word.starts_with("(")) return;
    word.resize(std::min(word.size(), word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")));
    std::string upper = word;
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    for (const std::string_view known : {std::string_view("SELECT"), std::string_view("WITH"),
                                         std::string_view("VALUES"), std::string_view("EXPLAIN"), sqlite_question})
        if (upper == known) return;
    throw Error(Exit::usage,
                word.empty() ? say(Words{"请写明查询语句", "missing query"})
                             : say(Words{"不能执行以“{}”开头的语句，只允许 SELECT 查询",
                                         "cannot run \"{}\"; only SELECT is allowed"},
                                   word),
                say(Words{"请写一条 SELECT 语句", "write one SELECT statement"}));
}

}  // namespace cpcc::db
