// Which reader a file needs, by what it holds: a name may be wrong, and standard input has none.
#include "readers.hpp"

#include "cpcc/base/error.hpp"

namespace cpcc::files {

std::unique_ptr<Reader> open_reader(const std::string& path, const ReadOptions& options) {
    auto input = std::make_unique<Input>(path);
    const std::string head = input->head(8);
    if (head.starts_with("PK\x03\x04")) return open_xlsx(std::move(input));
    if (head == "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
        throw Error(Exit::failed,
                    say(Words{"{} 是旧格式的 .xls，或是加了密码的工作簿", "{} is an old .xls workbook, or one that is protected by a password"}, input->name()),
                    say(Words{"请去掉密码，另存为 .xlsx 或“CSV UTF-8”", "save it without a password as .xlsx or as \"CSV UTF-8\""}));
    return open_csv(std::move(input), options);
}

}  // namespace cpcc::files
