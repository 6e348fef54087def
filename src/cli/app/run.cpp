#include "cpcc/cli/run.hpp"

#include "app/command_table.hpp"
#include "app/topics.hpp"
#include "cpcc/base/environment.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/saved.hpp"
#include "framework/asking.hpp"
#include "framework/chinese_words.hpp"
#include "framework/complaint.hpp"
#include "framework/context.hpp"
#include "framework/help.hpp"
#include "framework/output.hpp"
#include "framework/parse.hpp"
#include "framework/understand.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <new>

namespace cpcc::cli {

namespace {

// The command line in three parts: noun, verb, and the rest. Global options may come between them.
struct Words3 {
    std::string noun, verb;
    std::vector<std::string> rest;
};

bool takes_value(const Options& options, std::string_view word) {
    return std::any_of(options.begin(), options.end(), [&](const Option& o) {
        return !std::holds_alternative<bool*>(o.into) && word == "--" + o.name;
    });
}

const Noun* find_noun(std::string_view name) {
    const auto& all = nouns();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Noun& noun) { return is_noun(name, noun.name); });
    return found == all.end() ? nullptr : &*found;
}

const Topic* find_topic(std::string_view id) {
    const auto all = topics();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Topic& topic) { return topic.id == id; });
    return found == all.end() ? nullptr : &*found;
}

bool asks_for_help(std::string_view word) { return word == "--help" || word == "-h"; }

// Returns whether a verb follows the noun.
bool expects_verb(const std::string& noun_name, const std::vector<Command>& commands) {
    return !noun_name.empty() && !(commands.size() == 1 && commands[0].verb.empty());
}

// Reads until noun and verb are known. Only global options can precede them; their values are not nouns.
Words3 cut(const std::vector<std::string>& words, const Options& globals, std::vector<Command>& commands) {
    Words3 parts;
    const Noun* noun = nullptr;
    std::size_t i = 0;
    while (i < words.size() && (parts.noun.empty() || (parts.verb.empty() && expects_verb(parts.noun, commands)))) {
        const std::string& word = words[i++];
        const bool option = word.size() > 1 && word.starts_with('-');
        if (option) {
            parts.rest.push_back(word);
            if (takes_value(globals, word) && i < words.size())
                parts.rest.push_back(words[i++]);
            else if (noun && !noun->default_verb.empty() && !asks_for_help(word))
                break;  // `report --period …`: an option of the default verb
        } else if (parts.noun.empty()) {
            noun = find_noun(word);
            parts.noun = noun ? noun->name : word;
            if (noun) commands = noun->commands();
        } else {
            parts.verb = word;
        }
    }
    parts.rest.insert(parts.rest.end(), words.begin() + static_cast<std::ptrdiff_t>(i), words.end());
    return parts;
}

// Reads --lang and --config before parsing, so that errors of the command line appear in the right language.
std::optional<std::string> early_value(const std::vector<std::string>& words, const std::string& name) {
    for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
        if (words[i] == "--" + name && i + 1 < words.size()) return words[i + 1];
        if (words[i].starts_with("--" + name + "=")) return words[i].substr(name.size() + 3);
    }
    return std::nullopt;
}

Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value) return language_of_locale(value);
    return Language::en;
}

// Returns the configuration if it was read for the language, so that it is read once.
std::optional<Config> choose_language(const std::vector<std::string>& words) {
    if (const auto said = early_value(words, "lang")) {
        if (*said != "zh" && *said != "en")
            throw Error(Exit::usage, say(Words{"--lang 不能为“{}”", "--lang cannot be \"{}\""}, *said),
                        say(Words{"可选值：zh、en", "use zh or en"}));
        set_language(*said == "zh" ? Language::zh : Language::en);
        return std::nullopt;
    }
    if (words == std::vector<std::string>{"--version"}) return std::nullopt;  // the same in both languages
    try {
        Config config = load_config(early_value(words, "config"));
        if (config.language) set_language(*config.language == "zh" ? Language::zh : Language::en);
        return config;
    } catch (const Error&) {
        return std::nullopt;  // commands that need the file report the error; help and version work without it
    }
}

const Command& find_command(const Noun& noun, const std::vector<Command>& commands, const std::string& verb) {
    const std::string& wanted = verb.empty() ? noun.default_verb : verb;
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command& c) { return is_verb(wanted, noun.name, c.verb); });
    if (found != commands.end()) return *found;
    std::vector<std::string_view> verbs;
    for (const Command& command : commands) verbs.push_back(command.verb);
    if (verb.empty())
        throw Error(Exit::usage, say(Words{"请写明操作，如 cpcc {} list", "missing verb after \"cpcc {}\""}, noun.name),
                    say(Words{"见 cpcc {} --help", "see cpcc {} --help"}, noun.name));
    throw unknown_word(say(Words{"cpcc {} 没有“{}”操作", "unknown verb \"{1}\" for \"cpcc {0}\""}, noun.name, verb),
                       verb, verbs, say(Words{"见 cpcc {} --help", "see cpcc {} --help"}, noun.name));
}

[[noreturn]] void refuse_noun(const std::string& name, bool may_be_topic) {
    std::vector<std::string_view> names;
    for (const Noun& noun : nouns())
        if (noun.listed) names.push_back(noun.name);
    if (may_be_topic)
        for (const Topic& topic : topics()) names.push_back(topic.id);
    throw unknown_word(say(Words{"没有“{}”命令", "unknown command \"{}\""}, name), name, names,
                       say(Words{"见 cpcc --help", "see cpcc --help"}));
}

int run_without_noun(Globals& globals, const std::vector<std::string>& rest, Streams streams) {
    Options options = global_options(globals);
    options.push_back({.name = "version", .into = &globals.version, .help = {"显示版本号", "print the version"}});
    parse("", options, rest);
    if (globals.version)
        streams.out << "cpcc " CPCC_VERSION "\n";
    else
        (globals.help ? streams.out : streams.err) << overview(nouns(), topics(), options);
    return globals.help || globals.version ? 0 : static_cast<int>(Exit::usage);
}

// Prints the help of a noun or a command. Throws Error{usage} if the line has a wrong option or word beside --help.
int print_help(const Noun& noun, const std::vector<Command>& commands, const Words3& parts, Options global,
               std::ostream& out) {
    const bool of_noun = parts.verb.empty() && commands.size() > 1;
    if (of_noun && noun.default_verb.empty()) {
        parse(noun.name, global, parts.rest);
        out << noun_help(noun);
        return 0;
    }
    const Command& command = find_command(noun, commands, parts.verb);
    Options own;
    const Action action = command.setup(own);  // holds the values that parse fills
    Options options = own;
    options.insert(options.end(), global.begin(), global.end());
    for (Option& option : options) option.required = false;
    parse(command_name(noun, command), options, parts.rest);
    out << (of_noun ? noun_help(noun) : command_help(noun, command, own, global));
    return 0;
}

// Performs the command. If it fails after it changed the database, the message says that the change was saved, so that
// nobody repeats it.
int perform(const Action& action, Context& context) {
    try {
        const int code = action(context);
        if (code == 0) flush_data(context.streams().out);
        return code;
    } catch (const NobodyReads&) {
        throw;
    } catch (const Error& error) {
        if (!store::saved_changes()) throw;
        throw Error(error.code(), error.message(),
                    say(Words{"数据已保存，不必重做", "what the command changed was saved"}));
    }
}

[[noreturn]] void refuse_ics() {
    throw Error(Exit::usage, say(Words{"日历文件（ics）只能存放日期", "a calendar file (ics) holds days, not a table"}),
                say(Words{"ics 格式只用于 cpcc report calendar 和 cpcc report followup",
                          "only cpcc report calendar and cpcc report followup write it"}));
}

int dispatch(std::vector<std::string> words, Streams streams) {
    std::optional<Config> config = choose_language(words);
    Globals globals;
    Options global = global_options(globals);
    std::vector<Command> commands;
    Words3 parts = cut(words, global, commands);
    const bool help_noun = parts.noun == "help";
    if (help_noun) {
        if (const Topic* topic = find_topic(parts.verb)) {
            parse("", global, parts.rest);
            streams.out << topic_help(*topic);
            return 0;
        }
        words.erase(std::find(words.begin(), words.end(), "help"));  // `help platform add` is `platform add --help`
        words.emplace_back("--help");
        parts = cut(words, global, commands);
    }
    if (parts.noun.empty()) return run_without_noun(globals, parts.rest, streams);
    const Noun* noun = find_noun(parts.noun);
    if (!noun) refuse_noun(parts.noun, help_noun);
    const auto options_end = std::find(parts.rest.begin(), parts.rest.end(), "--");  // no options after it
    if (std::any_of(parts.rest.begin(), options_end, asks_for_help))
        return print_help(*noun, commands, parts, global, streams.out);
    const Command& command = find_command(*noun, commands, parts.verb);
    Options options;
    const Action action = command.setup(options);
    const Options own = options;
    options.insert(options.end(), global.begin(), global.end());
    const bool asks = may_ask(command, parts.rest);
    if (asks)
        for (Option& option : options) option.required = false;
    parse(command_name(*noun, command), options, parts.rest);
    if (globals.config != early_value(words, "config")) config.reset();
    Context context(globals, streams, std::move(config), command_name(*noun, command));
    if (context.write_options().format == files::Format::ics && !command.writes_ics) refuse_ics();
    if (asks) ask_for_missing(context, command_name(*noun, command), parts.rest, own);
    understand(context, command, own);
    return perform(action, context);
}

// Returns the arguments, from the second on. Throws Error{usage} for one that is not text.
std::vector<std::string> words_of(int argc, const char* const* argv) {
    std::vector<std::string> words;
    for (int i = 1; i < argc; ++i) words.push_back(as_utf8(argv[i], say(Words{"参数", "argument"})));
    return words;
}

// Reserves the descriptors of closed standard streams: the next file opened would get such a number and receive output.
// The placeholder is opened the other way round, so that using the stream still fails.
void hold_closed_streams() {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
        if (::fcntl(stream, F_GETFD) < 0) ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

}  // namespace

namespace {

int run_reported(int argc, const char* const* argv, Streams streams) {
    ErrorForm form = ErrorForm::text;
    try {
        set_language(language_of_environment());
        const std::vector<std::string> words = words_of(argc, argv);
        if (const auto name = early_value(words, "errors")) form = error_form(*name);
        const int code = dispatch(words, streams);
        if (code == 0) flush_data(streams.out);  // help, new codes and scripts are data too
        return code;
    } catch (const NobodyReads& error) {
        return static_cast<int>(error.code());
    } catch (const Error& error) {
        complain(streams.err, form, error.code(), error.message(), error.hint());
        return static_cast<int>(error.code());
    } catch (const std::bad_alloc&) {
        complain(streams.err, form, Exit::failed, say(Words{"内存不足", "out of memory"}));
    } catch (const std::exception& error) {
        complain(streams.err, form, Exit::failed, say(Words{"程序内部错误：{}", "internal error: {}"}, error.what()));
    }
    return static_cast<int>(Exit::failed);
}

}  // namespace

int run(int argc, const char* const* argv, Streams streams) noexcept {
    hold_closed_streams();
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe becomes a failed write, which `head` needs no message for
    std::signal(SIGXFSZ, SIG_IGN);  // a limit of file size becomes a failed write, which names the file
    try {
        return run_reported(argc, argv, streams);
    } catch (const std::bad_alloc&) {  // of the report of another error, too
        streams.err << Words{"cpcc: 内存不足\n", "cpcc: out of memory\n"}.get();
        return static_cast<int>(Exit::failed);
    }
}

}  // namespace cpcc::cli
