// Gives a command its global options, configuration, streams and database. Each is opened on first use.
#pragma once

#include "config/config.hpp"
#include "cpcc/base/date.hpp"
#include "cpcc/cli/streams.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/format.hpp"
#include "cpcc/files/output_file.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/records/condition.hpp"
#include "cpcc/store/change.hpp"
#include "framework/command.hpp"

#include <memory>
#include <optional>
#include <sstream>
#include <string>

namespace cpcc::cli {

struct Globals {
    std::optional<std::string> config, database, lang, format, output, encoding, errors;
    bool quiet = false, yes = false, excel = false, codes = false, help = false, version = false;
};

// Returns the global options, bound to these values.
Options global_options(Globals&);

class Context {
public:
    // `config`: the configuration, if it was already read. `command`: noun and verb, for the history.
    Context(const Globals& globals, Streams streams, std::optional<Config> config = {}, std::string command = {})
        : globals_(globals), streams_(streams), config_(std::move(config)), command_(std::move(command)) {}

    const Globals& globals() const { return globals_; }
    Streams& streams() { return streams_; }
    const Config& config();
    // Return parts of the configuration with codes in place of the names in conditions. Throw Error{usage} with the
    // place of a name that means no record, or several.
    const std::vector<report::CustomMeasure>& own_measures();
    const std::vector<report::AppraisalRules>& appraisals();
    std::string database_path();  // throws Error{usage} if none is configured
    // Return a connection, which stays valid as long as the context.
    db::Connection& reading();
    db::Connection& writing();
    db::Connection& reporting();  // for reports: the configured replica, else the same as `reading`
    const std::string& as_of() const { return as_of_; }  // a sentence on the state of the replica; empty: no replica
    std::string user() const;                            // recorded in the history: $CPCC_USER, else the login
    store::Author author();
    store::Author identity() const;  // the author of an entry that changes no record
    Date today();
    // Lets the changes of this command add facts that are dated after today (--future).
    void allow_future(bool future) { future_ = future; }

    files::WriteOptions write_options() const;  // throws Error{usage} for an unknown format
    bool human() const;                         // the output is for people, not programs
    // Write one line to stderr, with its control characters replaced; `note` only without --quiet.
    void tell(const std::string& sentence);
    void note(const std::string& sentence);
    // Writes an error of one row or value, before the command fails with this exit code; in JSON with --errors json.
    void tell_error(Exit, const std::string& sentence);
    // Writes the line that ends a command which failed.
    void complain(Exit, const std::string& sentence);
    // Makes the output files of this command readable by their owner only: they hold whole phone numbers.
    void keep_output_private() { readable_by_ = files::OutputFile::ReadableBy::owner; }
    files::OutputFile::ReadableBy output_readable_by() const { return readable_by_; }
    bool interactive() const;  // a terminal where a question can be asked
    // Asks before more than three records change at once. Returns true without asking if there is no terminal.
    bool confirm(const std::string& question, std::int64_t records);
    // Asks whether to do what the sentence says. Throws Error{usage} if there is neither a terminal nor --yes, and
    // Error{failed} for any answer but yes.
    void require_consent(const std::string& sentence, const std::string& remedy);

    // Asks for a text and returns it without blanks around it; empty: no answer. Precondition: interactive().
    std::string answer(const std::string& question);

private:
    bool ask(const std::string& question);
    records::CodeOf config_names(const std::string& place);
    void require_ours(db::Connection&);

    Globals globals_;
    Streams streams_;
    std::optional<Config> config_;
    std::unique_ptr<db::Connection> connection_;
    std::unique_ptr<db::Connection> only_read_;  // the connection that reading() gave before writing() was called
    bool can_write_ = false;
    std::unique_ptr<db::Connection> replica_;
    std::string as_of_;
    std::string command_;
    bool future_ = false;
    files::OutputFile::ReadableBy readable_by_ = files::OutputFile::ReadableBy::umask;
    bool measures_have_codes_ = false, rules_have_codes_ = false;
};

}  // namespace cpcc::cli
