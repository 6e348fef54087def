// An .xlsx file as what it is: a ZIP of XML parts that name one another.
#pragma once

#include "input.hpp"

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct XML_ParserStruct;
struct zip;
struct zip_file;

namespace cpcc::files {

// The ZIP. Throws Error{failed} that names the file where it is damaged, encrypted or lacks a part.
class Package {
public:
    explicit Package(Input&);
    ~Package();
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;

    const std::string& name() const noexcept { return name_; }
    zip* handle() const noexcept { return handle_; }
    bool has(const std::string& part) const;
    [[noreturn]] void fail_damaged(const std::string& where) const;

private:
    std::string name_;
    zip* handle_ = nullptr;
};

// One part, unpacked as it is read. Refuses to unpack more than a GiB: a small file can be made to hold any amount.
class Part {
public:
    Part(const Package&, std::string name);
    ~Part();
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    std::size_t read(char* to, std::size_t most);  // 0 at the end
    const std::string& name() const noexcept { return name_; }

private:
    const Package& package_;
    std::string name_;
    zip_file* handle_ = nullptr;
    std::uint64_t unpacked_ = 0;
};

// Names in XML parts come with any prefix or none, and in two families of namespaces: only the local name counts.
std::string_view local_name(const char* qualified) noexcept;

// The value of the attribute with that local name; empty where there is none.
std::string_view attribute(const char* const* attributes, std::string_view name) noexcept;

// What hears the elements of a part.
class XmlListener {
public:
    virtual ~XmlListener() = default;
    virtual void open(std::string_view name, const char* const* attributes) = 0;
    virtual void close(std::string_view name) = 0;
    virtual void text(std::string_view) {}
};

// Reads a part and tells a listener; the listener may pause it, so that rows are given out one by one.
class XmlReader {
public:
    XmlReader(const Package&, const std::string& part, XmlListener&);
    ~XmlReader();
    XmlReader(const XmlReader&) = delete;
    XmlReader& operator=(const XmlReader&) = delete;

    bool advance();  // true where the listener paused, false at the end
    void pause();    // for the listener

private:
    struct Callbacks;
    void feed();
    void check(int status);

    const Package& package_;
    Part part_;
    XmlListener& listener_;
    XML_ParserStruct* parser_;
    std::exception_ptr thrown_;  // an exception must not pass through the C of expat
    bool last_ = false;
    bool paused_ = false;
    bool finished_ = false;
};

// How a cell's number is to be understood, by the format that it is shown in.
enum class NumberStyle { plain, date, time, date_time };

NumberStyle style_of_format(int id, std::string_view code);  // `code` of a custom format, else empty

// The texts that cells refer to by number, in one string.
struct SharedStrings {
    std::string text;
    std::vector<std::size_t> ends;
};

struct Workbook {
    std::string sheet;                // the part of the first worksheet that can be seen
    bool from_1904 = false;           // days count from 1904, as on old Macs
    std::vector<NumberStyle> styles;  // by the `s` of a cell
    SharedStrings strings;
};

Workbook read_workbook(const Package&);

// How many times `needle` stands in a part: `<c ` counts the cells of a sheet. Throws where the part is damaged.
std::size_t count_in_part(const Package&, const std::string& part, std::string_view needle);

// Text in parts writes what XML cannot hold as `_x000D_`: made the character again.
void unescape_controls(std::string& text, std::size_t from);

}  // namespace cpcc::files
