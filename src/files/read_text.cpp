#include "cpcc/files/read.hpp"
#include "encoding.hpp"

namespace cpcc::files {

Text read_text(const std::string& path) {
    Input input(path);
    const Charset charset = detect(input);
    Decoder decoder(input, charset, true);
    Text text{{}, name_of(charset)};
    std::vector<char> block(std::size_t{64} * 1024);
    while (const std::size_t got = decoder.read(block.data(), block.size())) text.content.append(block.data(), got);
    if (text.content.starts_with("\xEF\xBB\xBF")) text.content.erase(0, 3);
    for (std::size_t end = text.content.find('\r'); end != std::string::npos; end = text.content.find('\r', end)) {
        if (end + 1 < text.content.size() && text.content[end + 1] == '\n') text.content.erase(end, 1);
        else text.content[end] = '\n';
    }
    return text;
}

}  // namespace cpcc::files
