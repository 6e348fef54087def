#include "cpcc/base/pinyin.hpp"

#include "cpcc/base/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace cpcc;

TEST_CASE("pinyin spells a name whole") {
    CHECK(PinyinWord("wangli").spells("王丽"));
    CHECK(PinyinWord("WangLi").spells("王 丽"));
    CHECK(PinyinWord("xi'an").spells("西安"));
    CHECK(PinyinWord("lvhua").spells("吕华"));
    CHECK(PinyinWord("gangduhuayuan").spells("钢都花园"));
    CHECK_FALSE(PinyinWord("wangl").spells("王丽"));
    CHECK_FALSE(PinyinWord("wangli").spells("王丽华"));
    CHECK_FALSE(PinyinWord("wanglih").spells("王丽"));
    CHECK_FALSE(PinyinWord("wangli").spells(""));
}

TEST_CASE("a character has several readings") {
    CHECK(PinyinWord("zengwei").spells("曾伟"));
    CHECK(PinyinWord("cengwei").spells("曾伟"));
    CHECK(PinyinWord("shanxiaohua").spells("单小华"));
    CHECK(PinyinWord("changjiang").spells("长江"));
    CHECK(PinyinWord("zhongqing").spells("重庆"));
    CHECK(PinyinWord("chongqing").spells("重庆"));
}

TEST_CASE("initials stand for the whole name") {
    CHECK(PinyinWord("wl").abbreviates("王丽"));
    CHECK(PinyinWord("gdhy").abbreviates("钢都花园"));
    CHECK(PinyinWord("hya").abbreviates("花园A"));
    CHECK_FALSE(PinyinWord("wl").abbreviates("王丽华"));
    CHECK_FALSE(PinyinWord("w").abbreviates("王"));
    CHECK_FALSE(PinyinWord("wl").spells("王丽"));
}

TEST_CASE("letters and signs of a name") {
    CHECK(PinyinWord("maimaitiaili").spells("买买提·艾力"));
    CHECK(PinyinWord("azuo").spells("A座"));
    CHECK(PinyinWord("haoshequ").spells("3号社区"));
}

TEST_CASE("the beginning of a name") {
    CHECK(PinyinWord("wangl").begins("王丽"));
    CHECK(PinyinWord("w").begins("王丽"));
    CHECK(PinyinWord("gdh").begins("钢都花园"));
    CHECK(PinyinWord("gangdu").begins("钢都花园"));
    CHECK_FALSE(PinyinWord("lw").begins("王丽"));
    CHECK(PinyinWord("huayuan").occurs("钢都花园"));
    CHECK(PinyinWord("dhy").occurs("钢都花园"));
    CHECK_FALSE(PinyinWord("gh").occurs("钢都花园"));
}

TEST_CASE("rare characters are spelled") {
    CHECK(PinyinWord("zhe").spells("喆"));
    CHECK_FALSE(PinyinWord("hui").spells("𰻝"));
    CHECK(PinyinWord("biang").spells("𰻝"));
    CHECK(PinyinWord("qiu").spells("㐀"));
}

TEST_CASE("names sort by pinyin") {
    std::vector<std::string> names{"张三", "李四", "安宁", "王丽", "阿明", "王立", "A座", "昂", "王莉"};
    std::sort(names.begin(), names.end(),
              [](const std::string& a, const std::string& b) { return pinyin_key(a) < pinyin_key(b); });
    CHECK(join(names, " ") == "A座 阿明 安宁 昂 李四 王丽 王立 王莉 张三");
}
