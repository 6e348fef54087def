#include "cpcc/files/stored_zip.hpp"

#include "cpcc/base/error.hpp"

#include <array>
#include <cstdint>
#include <limits>

namespace cpcc::files {

namespace {

constexpr std::uint32_t local_mark = 0x04034b50, central_mark = 0x02014b50, end_mark = 0x06054b50;
constexpr std::size_t local_size = 30;
constexpr std::uint16_t version = 10, first_of_january_1980 = 0x21;

constexpr auto crc_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t n = 0; n < table.size(); ++n) {
        std::uint32_t c = n;
        for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
        table[n] = c;
    }
    return table;
}();

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) crc = crc_table[(crc ^ static_cast<std::uint8_t>(byte)) & 0xFFU] ^ (crc >> 8U);
    return crc ^ 0xFFFFFFFFU;
}

void put16(std::string& to, std::size_t number) {
    to += static_cast<char>(number & 0xFFU);
    to += static_cast<char>((number >> 8U) & 0xFFU);
}

void put32(std::string& to, std::size_t number) {
    put16(to, number & 0xFFFFU);
    put16(to, number >> 16U);
}

std::size_t get(std::string_view from, std::size_t at, std::size_t bytes) {
    std::size_t number = 0;
    for (std::size_t i = bytes; i-- > 0;) number = (number << 8U) | static_cast<std::uint8_t>(from[at + i]);
    return number;
}

// Appends what the header before a part and its row in the directory share.
void put_about(std::string& to, const StoredPart& part) {
    put16(to, version);
    put16(to, 0);  // flags
    put16(to, 0);  // stored
    put16(to, 0);  // midnight
    put16(to, first_of_january_1980);
    put32(to, crc32(part.content));
    put32(to, part.content.size());
    put32(to, part.content.size());
    put16(to, part.name.size());
    put16(to, 0);  // no extra field
}

}  // namespace

std::string stored_zip(const std::vector<StoredPart>& parts) {
    std::string bytes, directory;
    for (const StoredPart& part : parts) {
        put32(directory, central_mark);
        put16(directory, version);
        put_about(directory, part);
        for (int nothing = 0; nothing < 3; ++nothing) put16(directory, 0);  // comment, disk, attributes
        put32(directory, 0);
        put32(directory, bytes.size());
        directory += part.name;
        put32(bytes, local_mark);
        put_about(bytes, part);
        bytes += part.name;
        bytes += part.content;
    }
    if (parts.size() > std::numeric_limits<std::uint16_t>::max() ||
        bytes.size() + directory.size() > std::numeric_limits<std::uint32_t>::max())
        throw Error(Exit::failed, say(Words{"内容过多，一个 ZIP 文件装不下", "too much for one ZIP file"}));
    const std::size_t start = bytes.size();
    bytes += directory;
    put32(bytes, end_mark);
    put32(bytes, 0);  // one disk
    put16(bytes, parts.size());
    put16(bytes, parts.size());
    put32(bytes, directory.size());
    put32(bytes, start);
    put16(bytes, 0);  // no comment
    return bytes;
}

std::optional<std::vector<StoredPart>> stored_parts(std::string_view bytes) {
    std::vector<StoredPart> parts;
    std::size_t at = 0;
    while (at + local_size <= bytes.size() && get(bytes, at, 4) == local_mark) {
        const std::size_t size = get(bytes, at + 18, 4), name = get(bytes, at + 26, 2);
        const std::size_t content = at + local_size + name;
        if (content > bytes.size() || size > bytes.size() - content) return std::nullopt;
        parts.push_back({std::string(bytes.substr(at + local_size, name)), std::string(bytes.substr(content, size))});
        at = content + size;
    }
    if (parts.empty() || stored_zip(parts) != bytes) return std::nullopt;
    return parts;
}

}  // namespace cpcc::files
