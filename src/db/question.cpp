// What begins a question, and what does not.
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
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    for (const std::string_view known : {std::string_view("SELECT"), std::string_view("WITH"), std::string_view("VALUES"), std::string_view("EXPLAIN"), sqlite_question})
        if (upper == known) return;
    throw Error(Exit::usage, word.empty() ? say(Words{"没有写查询", "there is no query"}) : say(Words{"以“{}”开头的不是查询，query 只读", "what begins with \"{}\" is no query, and `query` only reads"}, word),
                say(Words{"写一条 SELECT", "write one SELECT"}));
}

}  // namespace cpcc::db
