#include "kinds/kinds.hpp"

namespace cpcc::records {

const Kind& theme() {
    static const Kind kind = [] {
        Kind k{.id = "theme",
               .label = {"主题", "theme"},
               .counted = {"个主题", "theme", "themes"},
               .about = {"各月协商主题", "monthly themes"}};
        k.fields = {month("month", {"月份", "month"}).must().shown(), text("title", {"题目", "title"}).must().shown(),
                    ref("topic", {"议题", "topic"}, "topic").shown(), ref("area", {"区划", "area"}, "area").shown()};
        k.title = "title";
        k.places = {"area"};
        k.key = {"month", "area"};
        k.lookup = {"month"};
        return complete(std::move(k), "theme_tag");
    }();
    return kind;
}

}  // namespace cpcc::records
