#include "package.hpp"

#include "cpcc/base/ascii.hpp"
#include "cpcc/base/error.hpp"
#include "xlsx/library.hpp"

#include <expat.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <new>
#include <string>

namespace cpcc::files {

namespace {

constexpr std::uint64_t part_limit = std::uint64_t{1} << 30U;
// Sheets of a million rows shrink to a twentieth. A part that shrinks to less than this was made to fill the memory.
constexpr std::uint64_t most_shrunk = 250, always_allowed = std::uint64_t{64} << 20U;
constexpr std::int64_t element_limit = 1 << 20;  // bytes of a name with its attributes
constexpr int part_block = 64 * 1024;

// libzip depends on a cryptography library, so it is loaded only for workbooks.
struct LibZip {
    SharedLibrary library = xlsx_library(CPCC_LIBZIP);
    decltype(&::zip_source_buffer_create) source_buffer_create = library.symbol("zip_source_buffer_create");
    decltype(&::zip_open_from_source) open_from_source = library.symbol("zip_open_from_source");
    decltype(&::zip_source_free) source_free = library.symbol("zip_source_free");
    decltype(&::zip_fdopen) fdopen = library.symbol("zip_fdopen");
    decltype(&::zip_discard) discard = library.symbol("zip_discard");
    decltype(&::zip_name_locate) name_locate = library.symbol("zip_name_locate");
    decltype(&::zip_stat_init) stat_init = library.symbol("zip_stat_init");
    decltype(&::zip_stat) stat = library.symbol("zip_stat");
    decltype(&::zip_fopen) fopen = library.symbol("zip_fopen");
    decltype(&::zip_fclose) fclose = library.symbol("zip_fclose");
    decltype(&::zip_fread) fread = library.symbol("zip_fread");
    decltype(&::zip_get_num_entries) get_num_entries = library.symbol("zip_get_num_entries");
    decltype(&::zip_get_name) get_name = library.symbol("zip_get_name");
};

const LibZip& libzip() {
    static const LibZip functions;
    return functions;
}

// Returns the name of a part in lower case with slashes.
std::string normal_name(std::string name) {
    for (char& c : name) c = c == '\\' ? '/' : lower(c);
    return name.starts_with('/') ? name.substr(1) : name;
}

}  // namespace

Package::Package(Input& input, Holds holds) : name_(input.name()), holds_(holds) {
    if (input.in_memory()) {
        zip_source_t* source = libzip().source_buffer_create(input.memory().data(), input.memory().size(), 0, nullptr);
        if (source != nullptr) handle_ = libzip().open_from_source(source, ZIP_RDONLY, nullptr);
        if (handle_ == nullptr && source != nullptr) libzip().source_free(source);
    } else {
        // Use the open file, because its name may denote another file by now. libzip closes the copy.
        const int copy = ::dup(input.descriptor());
        if (copy >= 0) handle_ = libzip().fdopen(copy, 0, nullptr);
        if (handle_ == nullptr && copy >= 0) ::close(copy);
    }
    if (handle_ == nullptr) fail_damaged("ZIP");
}

Package::~Package() {
    if (handle_ != nullptr) libzip().discard(handle_);
}

std::string Package::entry(const std::string& part) const {
    if (libzip().name_locate(handle_, part.c_str(), 0) >= 0) return part;
    if (entries_.empty()) {
        const auto count = libzip().get_num_entries(handle_, 0);
        for (zip_int64_t i = 0; i < count; ++i)
            if (const char* name = libzip().get_name(handle_, static_cast<zip_uint64_t>(i), 0))
                entries_.emplace(normal_name(name), name);
    }
    const auto found = entries_.find(normal_name(part));
    return found == entries_.end() ? std::string() : found->second;
}

std::vector<std::string> Package::entries() const {
    std::vector<std::string> names;
    const auto count = libzip().get_num_entries(handle_, 0);
    for (zip_int64_t i = 0; i < count; ++i)
        if (const char* name = libzip().get_name(handle_, static_cast<zip_uint64_t>(i), 0)) names.emplace_back(name);
    return names;
}

void Package::fail_damaged(const std::string& where) const {
    if (holds_ == Holds::document)
        throw Error(Exit::failed,
                    say(Words{"{} 不是有效的 .docx 文档（{}）", "{} is not a valid .docx document ({})"}, name_, where),
                    say(Words{"请用 WPS 或 Word 打开，另存为 .docx", "open it in Word or WPS and save it as .docx"}));
    throw Error(Exit::failed,
                say(Words{"{} 不是有效的 .xlsx 工作簿（{}）", "{} is not a valid .xlsx workbook ({})"}, name_, where),
                say(Words{"请用 WPS 或 Excel 打开，另存为 .xlsx 或“CSV UTF-8”",
                          "open it in Excel or WPS and save it as .xlsx or \"CSV UTF-8\""}));
}

Part::Part(const Package& package, std::string name) : package_(package), name_(std::move(name)) {
    zip_stat_t about;
    libzip().stat_init(&about);
    const std::string entry = package_.entry(name_);
    if (libzip().stat(package_.handle(), entry.c_str(), 0, &about) != 0) package_.fail_damaged(name_);
    if ((about.valid & ZIP_STAT_SIZE) != 0) unpacked_ = about.size;
    if ((about.valid & ZIP_STAT_COMP_SIZE) != 0)
        most_ = std::min(part_limit, std::max(always_allowed, most_shrunk * about.comp_size));
    if (unpacked_ <= most_) handle_ = libzip().fopen(package_.handle(), entry.c_str(), 0);
    if (unpacked_ <= most_ && handle_ == nullptr) package_.fail_damaged(name_);
    if (handle_ == nullptr)
        throw Error(
            Exit::failed,
            say(Words{"{} 解压后超过 {} MB（{}），未读取", "{} is larger than {} MB when unpacked ({}); not read"},
                package_.name(), most_ >> 20U, name_),
            say(Words{"请拆分为几个文件，或另存为 CSV", "split it into several files, or save it as CSV"}));
    unpacked_ = 0;
}

Part::~Part() {
    if (handle_ != nullptr) libzip().fclose(handle_);
}

std::size_t Part::read(char* to, std::size_t most) {
    const zip_int64_t got = libzip().fread(handle_, to, most);
    if (got < 0) package_.fail_damaged(name_);
    unpacked_ += static_cast<std::uint64_t>(got);
    // The size in the ZIP directory may be false.
    if (unpacked_ > most_) package_.fail_damaged(fmt::format("{} > {} MB", name_, most_ >> 20U));
    return static_cast<std::size_t>(got);
}

std::string_view local_name(const char* qualified) noexcept {
    const std::string_view name(qualified);
    return name.substr(name.rfind(':') + 1);
}

std::string_view attribute(const char* const* attributes, std::string_view name) noexcept {
    for (; *attributes != nullptr; attributes += 2)
        if (local_name(*attributes) == name) return attributes[1];
    return {};
}

std::string content_of(const Package& package, const std::string& part, std::size_t most) {
    Part stream(package, part);
    std::string text;
    for (std::size_t got = 1; got > 0;) {
        const std::size_t before = text.size();
        text.resize(before + part_block);
        got = stream.read(text.data() + before, part_block);
        text.resize(before + got);
        if (text.size() > most) package.fail_damaged(fmt::format("{} > {} MB", part, most >> 20U));
    }
    return text;
}

std::size_t count_in_part(const Package& package, const std::string& part, std::string_view needle) {
    Part stream(package, part);
    std::string text;
    std::size_t count = 0;
    for (std::size_t kept = 0;;) {
        text.resize(kept + part_block);
        const std::size_t got = stream.read(text.data() + kept, part_block);
        text.resize(kept + got);
        for (auto at = text.find(needle); at != std::string::npos; at = text.find(needle, at + needle.size())) ++count;
        if (got == 0) return count;
        // Keep one byte less than the needle: enough to find it across blocks, too few to count it twice.
        kept = std::min(needle.size() - 1, text.size());
        text.erase(0, text.size() - kept);
    }
}

struct XmlReader::Callbacks {
    template <class Work>
    static void guard(void* user, Work work) {
        auto& self = *static_cast<XmlReader*>(user);
        if (self.thrown_) return;
        try {
            work(self);
        } catch (...) {
            self.thrown_ = std::current_exception();
            XML_StopParser(self.parser_, XML_FALSE);
        }
    }
    static void XMLCALL open(void* user, const XML_Char* name, const XML_Char** attributes) {
        guard(user, [&](XmlReader& self) {
            if (self.extension_depth_ > 0 || local_name(name) == "extLst")
                ++self.extension_depth_;
            else
                self.listener_.open(local_name(name), attributes);
        });
    }
    static void XMLCALL close(void* user, const XML_Char* name) {
        guard(user, [&](XmlReader& self) {
            if (self.extension_depth_ > 0)
                --self.extension_depth_;
            else
                self.listener_.close(local_name(name));
        });
    }
    static void XMLCALL text(void* user, const XML_Char* characters, int length) {
        guard(user, [&](XmlReader& self) {
            if (self.extension_depth_ == 0) self.listener_.text({characters, static_cast<std::size_t>(length)});
        });
    }
    // Rejects a DOCTYPE, because no workbook has one and it could define entities.
    static void XMLCALL doctype(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        guard(user, [](XmlReader& self) { self.package_.fail_damaged(self.part_.name() + ": DOCTYPE"); });
    }
};

XmlReader::XmlReader(const Package& package, const std::string& part, XmlListener& listener)
    : package_(package), part_(package, part), listener_(listener), parser_(XML_ParserCreate(nullptr)) {
    if (parser_ == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, &Callbacks::open, &Callbacks::close);
    XML_SetCharacterDataHandler(parser_, &Callbacks::text);
    XML_SetStartDoctypeDeclHandler(parser_, &Callbacks::doctype);
}

XmlReader::~XmlReader() { XML_ParserFree(parser_); }

void XmlReader::pause() { XML_StopParser(parser_, XML_TRUE); }

bool XmlReader::advance() {
    while (!finished_) {
        if (paused_)
            check(XML_ResumeParser(parser_));
        else
            feed();
        if (paused_) return true;
        finished_ = last_;
    }
    return false;
}

void XmlReader::feed() {
    void* const block = XML_GetBuffer(parser_, part_block);
    if (block == nullptr) throw std::bad_alloc();
    const std::size_t got = part_.read(static_cast<char*>(block), part_block);
    last_ = got == 0;
    fed_ += static_cast<std::int64_t>(got);
    check(XML_ParseBuffer(parser_, static_cast<int>(got), last_ ? XML_TRUE : XML_FALSE));
    // expat reads an element from its start again for every block, and keeps it in memory.
    if (!paused_ && fed_ - XML_GetCurrentByteIndex(parser_) > element_limit)
        package_.fail_damaged(part_.name() + say(Words{"：一个元素超过 1 MB", ": an element is larger than 1 MB"}));
}

void XmlReader::check(int status) {
    if (thrown_) std::rethrow_exception(thrown_);
    if (status == XML_STATUS_ERROR)
        package_.fail_damaged(part_.name() + ": " + XML_ErrorString(XML_GetErrorCode(parser_)));
    paused_ = status == XML_STATUS_SUSPENDED;
}

}  // namespace cpcc::files
