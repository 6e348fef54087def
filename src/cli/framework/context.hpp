// What a command works with: options that every command has, configuration, streams, and the database, each had when first
// asked for.
#pragma once

#include "framework/command.hpp"
#include "config/config.hpp"
#include "cpcc/base/date.hpp"
#include "cpcc/cli/streams.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/format.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/store/change.hpp"

#include <memory>
#include <optional>
#include <sstream>
#include <string>

namespace cpcc::cli {

struct Globals {
    std::optional<std::string> config, database, lang, format, output, encoding;
    bool quiet = false, yes = false, excel = false, help = false, version = false;
};

// The options that every command takes, bound to these.
Options global_options(Globals&);

class Context {
public:
    // `config`: where it was read already.
    Context(const Globals& globals, Streams streams, std::optional<Config> config = {}) : globals_(globals), streams_(streams), config_(std::move(config)) {}

    const Globals& globals() const { return globals_; }
    Streams& streams() { return streams_; }
    const Config& config();
    std::string database_path();               // throws Error{usage} where nothing names one
    db::Connection& reading();
    db::Connection& writing();
    db::Connection& reporting();               // where reports are read: the replica that the configuration names, else as `reading`
    const std::string& as_of() const { return as_of_; }   // a sentence on how far that replica has followed; empty: there is none
    void close() { connection_.reset(); }
    std::string user() const;                  // who the history names: $CPCC_USER, else the login
    store::Author author();
    Date today();

    files::WriteOptions write_options() const;  // throws Error{usage} for an unknown format
    bool human() const;                         // whether what is written is for a person's eyes
    void note(const std::string& sentence);     // on stderr, unless --quiet
    bool interactive() const;                   // a person can be asked
    // Asks before more than three records change at once; true where nobody is there to ask.
    bool confirm(const std::string& question, std::int64_t records);

private:
    void require_ours(db::Connection&);

    Globals globals_;
    Streams streams_;
    std::optional<Config> config_;
    std::unique_ptr<db::Connection> connection_;
    bool can_write_ = false;
    std::unique_ptr<db::Connection> replica_;
    std::string as_of_;
};

}  // namespace cpcc::cli
