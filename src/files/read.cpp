#include "cpcc/files/read.hpp"

#include "cpcc/base/error.hpp"
#include "encoding.hpp"
#include "readers.hpp"

namespace cpcc::files {

// Recognizes the format by the content, because a name may be wrong and standard input has none.
std::unique_ptr<Reader> open_reader(const std::string& path, const ReadOptions& options) {
    auto input = std::make_unique<Input>(path);
    const std::string head = input->head(8);
    if (head.starts_with("PK\x03\x04")) return open_xlsx(std::move(input));
    if (head == "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
        throw Error(Exit::failed,
                    say(Words{"{} 是旧格式的 .xls，或是有密码的工作簿",
                              "{} is an old .xls workbook or is protected by a password"},
                        input->name()),
                    say(Words{"请去掉密码，另存为 .xlsx 或“CSV UTF-8”",
                              "save it without a password as .xlsx or \"CSV UTF-8\""}));
    if (head.starts_with("%PDF"))
        throw Error(
            Exit::failed, say(Words{"{} 是 PDF 文件", "{} is a PDF file"}, input->name()),
            say(Words{"请用原来的表格，或将表格复制到 .xlsx", "use the original sheet, or copy the table to .xlsx"}));
    if (looks_like_json(input->head(256))) return open_json(std::move(input), options);
    return open_csv(std::move(input), options);
}

std::unique_ptr<Reader> open_bytes(std::string name, std::string bytes) {
    auto input = std::make_unique<Input>(std::move(name), std::move(bytes));
    if (looks_like_json(input->head(256))) return open_json(std::move(input), {"utf-8"});
    return open_csv(std::move(input), {"utf-8"});
}

const std::vector<Sheet>& Reader::sheets() const {
    static const std::vector<Sheet> only(1);
    return only;
}

Text read_text(const std::string& path) {
    Input input(path);
    const Charset charset = detect(input);
    Decoder decoder(input, charset, true);
    Text text{{}, name_of(charset)};
    std::vector<char> block(std::size_t{64} * 1024);
    while (const std::size_t got = decoder.read(block.data(), block.size())) text.content.append(block.data(), got);
    if (text.content.starts_with("\xEF\xBB\xBF")) text.content.erase(0, 3);
    for (std::size_t end = text.content.find('\r'); end != std::string::npos; end = text.content.find('\r', end)) {
        if (end + 1 < text.content.size() && text.content[end + 1] == '\n')
            text.content.erase(end, 1);
        else
            text.content[end] = '\n';
    }
    return text;
}

std::string column_letters(std::size_t column) {
    std::string letters;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
    return letters;
}

}  // namespace cpcc::files
