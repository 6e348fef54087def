// The manual pages: cpcc(1), one for each noun, cpcc.toml(5). They come from the same rows as the help.
#pragma once

#include "framework/command.hpp"
#include "framework/topic.hpp"

#include <span>
#include <string>
#include <vector>

namespace cpcc::cli {

struct ManualPage {
    std::string name;  // "cpcc-member"
    int section;
    std::string text;  // in the man macros
};

// Returns all pages in the language of the process.
std::vector<ManualPage> manual_pages(std::span<const Noun> nouns, std::span<const Topic> topics,
                                     const Options& globals);

}  // namespace cpcc::cli
