// Reads the container of .xlsx and .docx: a ZIP of XML parts that refer to each other.
#pragma once

#include "input.hpp"

#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct XML_ParserStruct;
struct zip;
struct zip_file;

namespace cpcc::files {

// The ZIP. Throws Error{failed} that names the file if it is damaged or encrypted, or lacks a part.
class Package {
public:
    enum class Holds { workbook, document };  // for messages
    explicit Package(Input&, Holds holds = Holds::workbook);
    ~Package();
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;

    const std::string& name() const noexcept { return name_; }
    zip* handle() const noexcept { return handle_; }
    bool has(const std::string& part) const { return !entry(part).empty(); }
    // Returns the name in the ZIP of a part; empty: there is none. Names are equal without regard to case, and some
    // programs separate folders by backslashes.
    std::string entry(const std::string& part) const;
    std::vector<std::string> entries() const;  // the names in the ZIP, in its order
    [[noreturn]] void fail_damaged(const std::string& where) const;

private:
    std::string name_;
    Holds holds_;
    zip* handle_ = nullptr;
    mutable std::map<std::string, std::string> entries_;  // by their names in lower case, once one was not found
};

// One part, unpacked as it is read; the Package must outlive it. Throws Error{failed} beyond 1 GiB, and beyond 64 MB if
// it shrinks to less than 1/250, because a small file can unpack to any size (a ZIP bomb).
class Part {
public:
    Part(const Package&, std::string name);
    ~Part();
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    std::size_t read(char* to, std::size_t most);  // returns the bytes read, 0 at the end
    const std::string& name() const noexcept { return name_; }

private:
    const Package& package_;
    std::string name_;
    zip_file* handle_ = nullptr;
    std::uint64_t unpacked_ = 0;
    std::uint64_t most_ = 1 << 30;  // bytes unpacked
};

// Returns the name without its prefix. Programs write any prefix or none, and OOXML has two families of namespaces
// (Transitional and Strict), so only local names are compared.
std::string_view local_name(const char* qualified) noexcept;

// Returns the value of the attribute with that local name; empty if there is none.
std::string_view attribute(const char* const* attributes, std::string_view name) noexcept;
// Returns whether the text is true as XML Schema writes a boolean.
inline bool is_true(std::string_view text) noexcept { return text == "1" || text == "true"; }

// Receives the elements of a part.
class XmlListener {
public:
    virtual ~XmlListener() = default;
    virtual void open(std::string_view name, const char* const* attributes) = 0;
    virtual void close(std::string_view name) = 0;
    virtual void text(std::string_view) {}
};

// Parses a part and calls a listener, which may pause it to return rows one by one. Both arguments must outlive it.
// Throws Error{failed} for an element of more than 1 MB. Skips <extLst>: later versions of Excel keep there what older
// ones ignore, under names that the standard uses for other things, such as a second <workbookPr>.
class XmlReader {
public:
    XmlReader(const Package&, const std::string& part, XmlListener&);
    ~XmlReader();
    XmlReader(const XmlReader&) = delete;
    XmlReader& operator=(const XmlReader&) = delete;

    bool advance();  // returns true if the listener paused it, false at the end
    void pause();    // called by the listener

private:
    struct Callbacks;
    void feed();
    void check(int status);

    const Package& package_;
    Part part_;
    XmlListener& listener_;
    XML_ParserStruct* parser_;
    std::exception_ptr thrown_;  // expat is C, so no exception may pass through it
    std::int64_t fed_ = 0;       // bytes
    bool last_ = false;
    bool paused_ = false;
    bool finished_ = false;
    int extension_depth_ = 0;  // of elements within <extLst>
};

// Returns the content of a part. Throws Error{failed} if it is damaged or larger than `most` bytes.
std::string content_of(const Package&, const std::string& part, std::size_t most);

// Returns how often `needle` occurs in a part: `<c ` counts the cells of a sheet. Throws Error{failed} if the part is
// damaged.
std::size_t count_in_part(const Package&, const std::string& part, std::string_view needle);

}  // namespace cpcc::files
