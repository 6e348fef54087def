// Names of records on the command line (interface.md, "Names are as good as codes").
#pragma once

#include "cpcc/records/condition.hpp"
#include "cpcc/store/names.hpp"
#include "framework/context.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::cli {

class RecordNames {
public:
    RecordNames(Context&, db::Connection&);

    // Looks for names in this area first.
    void set_near(std::int64_t area) { near_ = area; }
    std::int64_t area_of(const records::Kind&, const std::string& code);

    // Returns the code of the record that the text means: the text itself if it is the code of a record, else the code
    // of the one record with that name, written in Chinese or in pinyin. A text that could be a code, and means no
    // record, stays: the command refuses it. Throws Error{usage} if several records have the name and Error{failed} if
    // none has, naming the nearest.
    std::string code_of(const records::Kind&, const std::string& text);
    // Does the same for a record of one of several kinds.
    std::string code_of(std::span<const records::Kind* const>, const std::string& text);
    // Does the same for each part of a list, such as `王丽:speak,张强`.
    std::string codes_of(const records::Kind&, const std::string& list);

    // Returns what was read by name: 王丽 = QS-M-012.
    const std::vector<std::string>& understood() const { return understood_; }

private:
    std::string taken(const std::string& text, const store::Names::Found&);

    bool codes_only_;
    store::Names names_;
    std::int64_t near_ = 0;
    std::vector<std::string> understood_;
};

// Returns the reader of the values of `--where`, which takes names as code_of() does.
records::CodeOf code_reader(RecordNames&);

}  // namespace cpcc::cli
