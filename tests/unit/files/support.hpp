// Helpers of the tests of src/files: a temporary directory, a table written to a string, rows read back.
#pragma once

#include "cpcc/base/error.hpp"
#include "cpcc/files/format.hpp"
#include "cpcc/files/output_file.hpp"
#include "cpcc/files/read.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <vector>

namespace files_help {

using namespace cpcc;
using namespace cpcc::files;

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "cpcc-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
        path_ = name;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string at(const std::string& name) const { return (path_ / name).string(); }
    std::string file(const std::string& name, const std::string& bytes) const {
        std::ofstream(at(name), std::ios::binary) << bytes;
        return at(name);
    }
    std::size_t entries() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator()));
    }

private:
    std::filesystem::path path_;
};

inline std::string slurp(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string written(const Table& table, const WriteOptions& options) {
    std::ostringstream out;
    const auto sink = make_sink(options, out);
    table.write_to(*sink);
    return out.str();
}

inline std::string written(const Table& table, Format format) {
    WriteOptions options;
    options.format = format;
    return written(table, options);
}

struct Content {
    std::string encoding;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<int> lines;
};

inline Content content(const std::string& path, const std::string& encoding = {}) {
    const auto reader = open_reader(path, ReadOptions{encoding});
    Content all{reader->encoding(), {}, {}, {}};
    Row row;
    if (reader->next(row)) all.header.assign(row.cells.begin(), row.cells.end());
    while (reader->next(row)) {
        all.rows.emplace_back(row.cells.begin(), row.cells.end());
        all.lines.push_back(row.line);
    }
    return all;
}

// Returns the Error that the work throws; the test fails if it throws none.
template <class Work>
Error error_of(Work work) {
    try {
        work();
    } catch (const Error& error) {
        return error;
    }
    FAIL("no Error was thrown");
    return Error(Exit::done, "");
}

inline bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A stream that accepts `room` bytes and then fails, like a disk that fills up.
class FullBuffer : public std::streambuf {
public:
    explicit FullBuffer(std::size_t room) : room_(room) {}

protected:
    std::streamsize xsputn(const char*, std::streamsize count) override {
        const auto taken = std::min(room_, static_cast<std::size_t>(count));
        room_ -= taken;
        if (taken < static_cast<std::size_t>(count)) errno = ENOSPC;
        return static_cast<std::streamsize>(taken);
    }
    int_type overflow(int_type) override { return traits_type::eof(); }

private:
    std::size_t room_;
};

}  // namespace files_help
