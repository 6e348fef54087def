#include "zip_archive.hpp"

#include "block_writer.hpp"
#include "cpcc/base/shared_library.hpp"

#include <zip.h>

#include <array>
#include <cerrno>
#include <memory>
#include <new>
#include <ostream>
#include <stdexcept>

namespace cpcc::files {

namespace {

// The first day that a ZIP can name: 1 January 1980.
constexpr zip_uint16_t first_day = 0x21;

struct ZipMaker {
    SharedLibrary library{
        CPCC_LIBZIP, {" .docx ", ".docx"}, {"请安装它，或改用其他格式", "install it, or use another format"}};
    decltype(&::zip_source_buffer_create) source_buffer_create = library.symbol("zip_source_buffer_create");
    decltype(&::zip_source_buffer) source_buffer = library.symbol("zip_source_buffer");
    decltype(&::zip_source_keep) source_keep = library.symbol("zip_source_keep");
    decltype(&::zip_source_free) source_free = library.symbol("zip_source_free");
    decltype(&::zip_source_open) source_open = library.symbol("zip_source_open");
    decltype(&::zip_source_read) source_read = library.symbol("zip_source_read");
    decltype(&::zip_source_close) source_close = library.symbol("zip_source_close");
    decltype(&::zip_open_from_source) open_from_source = library.symbol("zip_open_from_source");
    decltype(&::zip_file_add) file_add = library.symbol("zip_file_add");
    decltype(&::zip_file_set_dostime) file_set_dostime = library.symbol("zip_file_set_dostime");
    decltype(&::zip_close) close = library.symbol("zip_close");
    decltype(&::zip_discard) discard = library.symbol("zip_discard");
};

// A ZIP in memory, so all that can fail is memory.
class MemoryZip {
public:
    MemoryZip() : bytes_(checked(make_.source_buffer_create(nullptr, 0, 0, nullptr))) {
        zip_ = make_.open_from_source(bytes_, ZIP_TRUNCATE, nullptr);
        if (zip_ == nullptr) fail();
        make_.source_keep(bytes_);
    }
    ~MemoryZip() {
        if (zip_ != nullptr) make_.discard(zip_);
        make_.source_free(bytes_);
    }
    MemoryZip(const MemoryZip&) = delete;
    MemoryZip& operator=(const MemoryZip&) = delete;

    // `part` must outlive `close`.
    void add(const ArchivePart& part) {
        zip_source_t* const source = checked(make_.source_buffer(zip_, part.content.data(), part.content.size(), 0));
        const zip_int64_t index = make_.file_add(zip_, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (index < 0) make_.source_free(source);
        if (index < 0 || make_.file_set_dostime(zip_, static_cast<zip_uint64_t>(index), 0, first_day, 0) != 0) fail();
    }

    void close() {
        if (make_.close(zip_) != 0) fail();
        zip_ = nullptr;
    }

    void copy_to(std::ostream& out) {
        if (make_.source_open(bytes_) != 0) fail();
        std::array<char, 65536> block{};
        for (;;) {
            const zip_int64_t got = make_.source_read(bytes_, block.data(), block.size());
            if (got < 0) fail();
            if (got == 0) break;
            errno = 0;
            if (!out.write(block.data(), got)) fail_stream();
        }
        make_.source_close(bytes_);
        errno = 0;
        if (!out.flush()) fail_stream();
    }

private:
    [[noreturn]] static void fail() { throw std::bad_alloc(); }
    static zip_source_t* checked(zip_source_t* source) {
        if (source == nullptr) fail();
        return source;
    }

    ZipMaker make_;
    zip_source_t* bytes_;
    zip_t* zip_ = nullptr;
};

}  // namespace

void write_archive(const std::vector<ArchivePart>& parts, std::ostream& out) {
    MemoryZip zip;
    for (const ArchivePart& part : parts) zip.add(part);
    zip.close();
    zip.copy_to(out);
}

}  // namespace cpcc::files
