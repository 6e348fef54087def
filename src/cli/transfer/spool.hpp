// Standard input can be read once; where it is wanted again it is kept in a file.
#pragma once

#include <istream>
#include <string>

namespace cpcc::cli {

class Spool {
public:
    explicit Spool(std::istream& in);
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace cpcc::cli
