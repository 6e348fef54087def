// Reads the tables of cpcc.toml key by key. A key without a row (keys.hpp) is unknown; every fault names its file and
// line.
#pragma once

#include "config/keys.hpp"
#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/report/setting_fault.hpp"

#include <toml++/toml.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::cli {

// Returns an error of the configuration with the file and line of the node.
Error wrong(const std::string& path, const toml::node* node, std::string what, std::string hint = {});

// Returns the date of a TOML date or a string; nothing for other values.
std::optional<Date> day_in(const toml::node&);
// Says that the value is not a date, and which date it means if it is one in another form.
std::string not_a_day(const std::string& key, const toml::node&);

class Keys {
public:
    // `path` and `table` must outlive it. `section` is the path of the table's row, `name` the table's name in the
    // file: "measures.NAME" and "measures.canteens".
    Keys(const std::string& path, const toml::table& table, std::string_view section)
        : Keys(path, table, section, std::string(section)) {}
    Keys(const std::string& path, const toml::table& table, std::string_view section, std::string name)
        : path_(path), table_(table), name_(std::move(name)), known_(names_in(config_section(section))) {}

    // Each returns the value of the key, or nothing if it is absent. Throws Error{usage} for a wrong type.
    std::string text(std::string_view key);
    std::vector<std::string> texts(std::string_view key);  // one text, or a list of them
    std::optional<std::int64_t> hundredths(
        std::string_view key, std::int64_t least,
        std::int64_t most);  // a number with at most two decimals, in these bounds of hundredths
    const toml::table* table(std::string_view key);
    std::optional<int> whole(std::string_view key, int least, int most);
    int choice(std::string_view key, std::span<const records::Choice>);  // its number, from 1; 0 if the key is absent
    std::optional<Date> date(std::string_view key);
    std::vector<const toml::table*> tables(std::string_view key);  // [[key]], in the file's order
    const toml::node* take(std::string_view key) const;            // asserts that the section has such a row

    std::string full(std::string_view key) const {
        return name_.empty() ? std::string(key) : name_ + "." + std::string(key);
    }
    const std::string& name() const { return name_; }
    Error fault(std::string_view key, std::string what,
                std::string hint = {}) const;  // with the line of the key, or of the table
    void refuse_unknown() const;               // throws Error{usage} that names the nearest key

private:
    std::vector<std::string> full_names() const;

    const std::string& path_;
    const toml::table& table_;
    std::string name_;
    std::vector<std::string_view> known_;
};

// Runs a report's check of settings; its fault becomes an error at the key's place in the file.
template <class Check>
void located(const Keys& keys, Check&& check) {
    try {
        check();
    } catch (const report::SettingFault& fault) {
        throw keys.fault(fault.key, fault.message, fault.hint);
    }
}

}  // namespace cpcc::cli
