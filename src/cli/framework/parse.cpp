// The only file that includes CLI11.
#include "framework/parse.hpp"

#include "framework/placeholder.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <utility>

namespace cpcc::cli {

namespace {

CLI::Option* bind(CLI::App& app, Option& option) {
    const std::string name = option.positional ? option.name : "--" + option.name;
    return std::visit(
        [&](auto* into) -> CLI::Option* {
            using Into = std::remove_pointer_t<decltype(into)>;
            if constexpr (std::is_same_v<Into, bool>)
                return app.add_flag(option.name == "help" ? "-h,--help" : name, *into);
            else if constexpr (std::is_same_v<Into, std::vector<std::string>>) {
                CLI::Option* bound = app.add_option(name, *into);
                return option.positional ? bound : bound->expected(1)->allow_extra_args(false)->take_all();
            } else
                return app.add_option(name, *into)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        },
        option.into);
}

// CLI11 gets only the options on the line: creating all options of a command takes longer than parsing the line.
bool is_named(const Option& option, const std::vector<std::string>& words) {
    if (option.positional || option.required) return true;
    const std::string name = "--" + option.name;
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return (word.starts_with(name) && (word.size() == name.size() || word[name.size()] == '=')) ||
               (option.name == "help" && word.starts_with("-h"));
    });
}

std::string first_word(const std::string& message) { return message.substr(0, message.find_first_of(": ")); }

std::string help_of(const std::string& command) {
    return command.empty() ? say(Words{"见 cpcc --help", "see cpcc --help"})
                           : say(Words{"见 cpcc {} --help", "see cpcc {} --help"}, command);
}

std::string missing(const std::string& name) {
    return name.starts_with("--") ? say(Words{"请写明 {}", "missing {}"}, name)
                                  : say(Words{"请填写{}", "missing {}"}, placeholder(name));
}

[[noreturn]] void refuse_without_value(const std::string& name) {
    throw Error(Exit::usage, say(Words{"{} 后面没有填写内容", "{} needs a value"}, name),
                say(Words{"以 - 开头的内容请写作 --选项=内容", "write a value that starts with - as --OPTION=VALUE"}));
}

// Throws if an option that takes a value is followed by another option: `--title --residents 5` forgot a title.
void require_values(const Options& options, const std::vector<std::string>& words) {
    const auto option_of = [&](const std::string& word) {
        return std::find_if(options.begin(), options.end(), [&](const Option& option) {
            return !option.positional && word.substr(0, word.find('=')) == "--" + option.name;
        });
    };
    for (std::size_t i = 0; i + 1 < words.size() && words[i] != "--"; ++i) {
        const auto option = option_of(words[i]);
        if (option == options.end() || std::holds_alternative<bool*>(option->into) ||
            words[i].find('=') != std::string::npos)
            continue;
        ++i;  // its value
        if (const auto next = option_of(words[i]); next != options.end() && next->name != "help")
            refuse_without_value("--" + option->name);
    }
}

// Throws if the option takes one value and was given several.
void require_one_value(const Option& option, const CLI::Option& bound) {
    const bool single = std::holds_alternative<std::string*>(option.into) ||
                        std::holds_alternative<std::optional<std::string>*>(option.into);
    if (single && bound.count() > 1)
        throw Error(Exit::usage, say(Words{"--{} 只能填写一次", "--{} can be given only once"}, option.name));
}

// Throws if a value is empty or blank: a reason of blanks is no reason. The words of a list may be empty.
void require_filled(const std::string& command, const Option& option, const CLI::Option& bound) {
    if (option.positional && std::holds_alternative<std::vector<std::string>*>(option.into)) return;
    for (const std::string& value : bound.results())
        if (trim(value).empty())
            throw Error(Exit::usage,
                        option.positional ? say(Words{"{}为空", "{} is empty"}, placeholder(option.name))
                                          : say(Words{"--{} 的内容为空", "--{} is empty"}, option.name),
                        help_of(command));
}

[[noreturn]] void refuse_extra(const std::string& command, const Options& options, const std::string& word) {
    const bool is_known = std::any_of(options.begin(), options.end(), [&](const Option& option) {
        return !option.positional && word.substr(0, word.find('=')) == "--" + option.name;
    });
    if (!word.starts_with('-') || is_known)  // a known option is left over only behind "--"
        throw Error(Exit::usage, say(Words{"多余的参数“{}”", "unexpected argument \"{}\""}, word), help_of(command));
    const std::string name = word.substr(0, word.find('='));
    std::vector<std::string> names;
    for (const Option& option : options)
        if (!option.positional) names.push_back("--" + option.name);
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    throw unknown_word(
        command.empty() ? say(Words{"没有选项“{}”", "unknown option \"{}\""}, name)
                        : say(Words{"cpcc {} 没有选项“{}”", "unknown option \"{1}\" for \"cpcc {0}\""}, command, name),
        name, candidates, help_of(command));
}

}  // namespace

void parse(const std::string& command, Options& options, const std::vector<std::string>& words) {
    require_values(options, words);
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::vector<std::pair<const Option*, const CLI::Option*>> bindings;
    for (Option& option : options) {
        if (!is_named(option, words)) continue;
        CLI::Option* bound = bind(app, option);
        if (option.required) bound->required();
        bindings.emplace_back(&option, bound);
    }
    try {
        std::vector<std::string> reversed(words.rbegin(), words.rend());
        app.parse(reversed);
    } catch (const CLI::RequiredError& error) {
        throw Error(Exit::usage, missing(first_word(error.what())), help_of(command));
    } catch (const CLI::ArgumentMismatch& error) {
        refuse_without_value(first_word(error.what()));
    } catch (const CLI::ConversionError& error) {  // of a flag: "Could not convert: --all = maybe"
        const std::string message = error.what();
        const auto name = message.find("--");
        throw Error(Exit::usage,
                    say(Words{"{} 后面不应填写内容", "{} takes no value"},
                        first_word(name == std::string::npos ? message : message.substr(name))),
                    help_of(command));
    } catch (const CLI::ParseError& error) {
        throw Error(Exit::usage, error.what(), help_of(command));
    }
    for (const auto& [option, bound] : bindings) {
        require_one_value(*option, *bound);
        require_filled(command, *option, *bound);
    }
    for (const std::string& extra : app.remaining())
        if (extra != "--") refuse_extra(command, options, extra);
}

}  // namespace cpcc::cli
