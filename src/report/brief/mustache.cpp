// Fills templates with the template library. No other file includes it.
#include "brief/mustache.hpp"

#include "cpcc/base/error.hpp"

#include <kainjow/mustache.hpp>

namespace cpcc::report {

namespace {

namespace km = kainjow::mustache;

km::data data_of(const Values& values) {
    km::data data;
    for (const auto& [name, text] : values.texts) data.set(name, text.empty() ? km::data(false) : km::data(text));
    for (const auto& [name, flag] : values.flags) data.set(name, km::data(flag));
    for (const auto& [name, list] : values.lists) {
        km::data items{km::data::type::list};
        for (const Values& item : list) items << data_of(item);
        data.set(name, items);
    }
    return data;
}

// Looks up names with their dots. The library's own context reads `a.b` as `b` inside `a`, so `a` could not be a
// figure.
class WholeNames final : public km::basic_context<std::string> {
public:
    explicit WholeNames(const km::data& data) : within_{&data} {}
    void push(const km::data* data) override { within_.push_back(data); }
    void pop() override { within_.pop_back(); }
    const km::data* get(const std::string& name) const override {
        for (auto inner = within_.rbegin(); inner != within_.rend(); ++inner)
            if (const auto* found = (*inner)->get(name)) return found;
        return nullptr;
    }
    const km::data* get_partial(const std::string&) const override { return nullptr; }

private:
    std::vector<const km::data*> within_;
};

}  // namespace

std::string fill(const std::string& mustache, const Values& values) {
    km::mustache parsed(mustache);
    parsed.set_custom_escape([](const std::string& text) { return text; });
    const km::data data = data_of(values);
    WholeNames names(data);
    std::string filled = parsed.render(names);
    if (!parsed.is_valid())
        throw Error(Exit::failed,
                    say(Words{"无法填写模板：{}", "cannot fill in the template: {}"}, parsed.error_message()));
    return filled;
}

}  // namespace cpcc::report
