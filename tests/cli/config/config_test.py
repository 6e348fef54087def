"""Tests the configuration: where cpcc finds it, what it may contain, and which language cpcc chooses."""
import datetime
import os
import re
import unittest

from office import EXAMPLES, OfficeTest, main, on_files

MEASURE = '[measures.canteens]\nbase = "problems_solved"\ntag = "食堂"\nlabel = "食堂"\n'


class SearchOrderTest(OfficeTest):
    """Puts a configuration in each place. Its office code shows which one cpcc read."""

    def setUp(self):
        super().setUp()
        self.office.config.unlink()

    def place(self, name, code):
        path = self.office.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('database = "%s"\n[office]\ncode = "%s"\n' % (self.office.database, code), "utf-8")
        return str(path)

    def found(self, *words, **more):
        """Returns the office code of the configuration that a run finds."""
        made = self.office.run(*words, "session", "log", "--platform", "P1", "--kind", "visit", "--title", "x", **more)
        self.assertEqual(made.code, 0, str(made))
        return made.out.split("-")[0]

    def test_the_configuration_is_searched_in_the_documented_order(self):
        self.place("first.toml", "FIRST")
        self.office.file("town/area.csv", "code,name,level\n1,区,district\n")
        self.office.file("town/platform.csv", "code,name,kind,area\nP1,家,home,1\n")
        self.done("--database", self.office.database, "import", "town")
        self.place("home/.config/cpcc/cpcc.toml", "HOME")
        self.assertEqual(self.found(), "HOME")
        self.place("xdg/cpcc/cpcc.toml", "XDG")
        xdg = {"XDG_CONFIG_HOME": str(self.office.folder / "xdg")}
        self.assertEqual(self.found(env=xdg), "XDG")
        self.place("cpcc.toml", "HERE")
        self.assertEqual(self.found(env=xdg), "HERE")
        named = {**xdg, "CPCC_CONFIG": self.place("named.toml", "NAMED")}
        self.assertEqual(self.found(env=named), "NAMED")
        self.assertEqual(self.found("--config", "first.toml", env=named), "FIRST")

    def test_a_named_configuration_must_exist(self):
        self.one_line(self.refused(2, "--config", "nowhere.toml", "area", "list", saying=("nowhere.toml", "cpcc init")))
        self.one_line(self.refused(2, "area", "list", env={"CPCC_CONFIG": "nowhere.toml"}, saying="nowhere.toml"))

    def test_a_missing_configuration_is_explained(self):
        self.one_line(self.refused(2, "area", "list", saying=("cpcc init", "--database")))
        self.done("--database", self.office.database, "area", "list")
        self.refused(1, "--database", "nowhere.db", "area", "list", saying="nowhere.db")


@on_files
class TrustTest(OfficeTest):
    """A configuration that another user may have written is used only when it is named."""

    def refused_unless_named(self, *words):
        self.one_line(self.refused(2, "area", "list", saying=("not trusted", "--config cpcc.toml", *words)))
        self.done("--config", "cpcc.toml", "area", "list")

    def test_a_configuration_that_others_may_write_is_refused(self):
        self.office.config.chmod(0o646)
        self.refused_unless_named("mode 0646")
        self.one_line(self.refused(2, "area", "list", env={"CPCC_CONFIG": str(self.office.config)}, saying="not trusted"))

    def test_a_configuration_in_a_folder_that_others_may_write_is_refused(self):
        self.office.folder.chmod(0o777)
        self.refused_unless_named("mode 0777")
        self.office.folder.chmod(0o1777)   # as /tmp: nobody replaces the file of another
        self.done("area", "list")

    @unittest.skipUnless(os.geteuid() == 0, "only root gives files away")
    def test_a_configuration_of_another_user_is_refused(self):
        for path in (self.office.config, self.office.folder):
            os.chown(path, 2001, -1)
            self.refused_unless_named("user 2001")
            os.chown(path, 0, -1)
        self.done("area", "list")

    def test_no_password_goes_to_a_server_that_others_may_have_named(self):
        self.office.config.write_text('database = "postgresql://clerk@127.0.0.1:9/db"\n', "utf-8")
        secret = {"PGPASSWORD": "s3cret"}
        self.one_line(self.refused(1, "area", "list", env=secret, saying="cannot connect"))
        self.office.config.chmod(0o666)
        self.one_line(self.refused(2, "--config", "cpcc.toml", "area", "list", env=secret, saying=("PGPASSWORD", ".pgpass")))

    def test_a_database_that_others_may_write_needs_consent(self):
        self.office.database.chmod(0o666)
        self.one_line(self.refused(2, "area", "list", saying=("mode 0666", "chmod o-w")))
        self.done("--yes", "area", "list")

    def test_init_writes_a_configuration_that_it_trusts(self):
        self.office.config.unlink()
        self.office.database.unlink()
        self.done("init", umask=0)
        self.done("area", "list")


class NewFileTest(OfficeTest):
    def new(self, *words, lang="en"):
        for name in ("n.toml", "n.db"):
            (self.office.folder / name).unlink(missing_ok=True)
        self.done("--config", "n.toml", "--database", "n.db", "init", *words, lang=lang)
        return (self.office.folder / "n.toml").read_text("utf-8")

    def test_a_new_file_knows_the_holidays_of_the_example(self):
        def days(path, key):
            return self.done("--config", path, "config", "get", "workdays." + key).out.split()

        for lang in ("en", "zh"):
            self.new("--office", "QS", lang=lang)
            for key in ("off", "on"):
                found = days("n.toml", key)
                self.assertEqual(sorted(found), sorted(days(EXAMPLES / "cpcc.toml", key)))
                self.assertEqual({datetime.date.fromisoformat(day).weekday() >= 5 for day in found}, {key == "on"})

    def test_a_new_file_has_what_the_options_say(self):
        self.new("--office", "QS", "--name", "青山区政协", "--area", "420107", "--consultation-day", "25")
        self.assertEqual(self.done("--config", "n.toml", "config", "get", "office.area").out, "420107\n")
        self.assertIn("25", self.done("--config", "n.toml", "report", "calendar", "--period", "2024-07", "--format", "csv").out)
        self.one_line(self.refused(2, "--config", "m.toml", "init", "--consultation-day", "32", saying="from 1 to 31"))
        self.one_line(self.refused(2, "--config", "m.toml", "init", "--area", "a b"))
        self.assertEqual([name for name in self.office.files() if name.startswith("m.")], [])


class FirstRegistersTest(OfficeTest):
    def made(self, *words):
        new = ["--config", "new.toml", "--database", "new.db"]
        self.done(*new, "init", *words)
        rows = {kind: self.done(*new, kind, "list", "--format", "csv").rows for kind in ("area", "sector")}
        self.done(*new, "check")
        for name in ("new.toml", "new.db"):
            (self.office.folder / name).unlink()
        return [(row["code"], row["name"], row["level"]) for row in rows["area"]], [row["name"] for row in rows["sector"]]

    def test_init_adds_the_area_of_the_office_and_those_around_it(self):
        self.assertEqual(self.made("--area", "420107", "--area-name", "青山区"),
                         ([("420000", "湖北省", "province"), ("420100", "武汉市", "city"), ("420107", "青山区", "district")], []))
        self.assertEqual(self.made("--area", "500101", "--area-name", "万州区")[0],
                         [("500000", "重庆市", "province"), ("500101", "万州区", "district")])
        self.assertEqual(self.made("--area", "420100")[0], [])

    def test_init_adds_the_sectors_in_use(self):
        self.assertEqual(len(self.made("--sectors", "all")[1]), 34)
        self.assertEqual(self.made("--sectors", "2、妇联,2")[1], ["民革", "妇联"])

    def test_init_refuses_what_no_list_has_and_makes_nothing(self):
        before = self.office.files()
        self.one_line(self.refused(2, "--config", "new.toml", "init", "--sectors", "天文", saying="no sector"))
        self.one_line(self.refused(2, "--config", "new.toml", "init", "--area", "77", "--area-name", "x", saying="GB/T 2260"))
        self.assertEqual(self.office.files(), before)


class KeysTest(OfficeTest):
    def wrong(self, text, *saying):
        self.office.config.write_text(text, "utf-8")
        self.one_line(self.refused(2, "area", "list", saying=("cpcc.toml",) + saying))
        self.one_line(self.refused(2, "area", "list", lang="zh"))

    def right(self, text):
        self.office.configure(text)
        return self.done("area", "list")

    def test_the_error_for_an_unknown_key_names_the_nearest_one(self):
        self.wrong('databse = "cpcc.db"\n', "cpcc.toml:1", "databse", "database")
        self.wrong('database = "cpcc.db"\n\n[office]\nnmae = "x"\n', "cpcc.toml:4", "office.nmae", "office.name")
        self.wrong('[measures.x]\nbase = "sessions"\ntags = "x"\n', "measures.x.tags", "measures.x.tag?")
        self.wrong('[[calendar.rule]]\nweekdy = "thursday"\n', "weekday")
        self.wrong("[workday]\n", "workdays")
        self.wrong("[lookback]\nafter_day = [30]\n", "after_days")
        self.wrong('qqqqqq = 1\n', "qqqqqq", "database")

    def test_a_value_of_the_wrong_type_is_reported(self):
        self.wrong("database = 5\n", "database", "quotes")
        self.wrong('office = "QS"\n', "office", "[office]")
        self.wrong('language = "fr"\n', "fr", "zh")
        self.wrong('[office]\ncode = "a b"\n', "office.code", "a b")
        self.wrong('[workdays]\noff = ["2024-13-01"]\n', "YYYY-MM-DD")
        self.wrong('[workdays]\noff = "2024-01-01"\n')

    def test_malformed_toml_is_reported(self):
        self.wrong('database = "cpcc.db\n', "cpcc.toml:1")
        self.wrong("this is no toml\n", "cpcc.toml:1")

    def test_comments_count_as_lines_and_strings_may_look_like_comments(self):
        self.wrong('# 一\n\t# 二\r\ndatabase = "cpcc.db" # 三\n#\nlanguage = \n', "cpcc.toml:5")
        self.wrong('# 一\n[office]\n# 二\nnmae = "x"', "cpcc.toml:4", "office.nmae")
        self.right('# all of it')
        self.right(MEASURE.replace('label = "食堂"', 'label = """\n# 食堂 #\n"""'))
        self.assertIn("# 食堂 #", self.done("measures").out)

    def test_wrong_measures_are_reported(self):
        self.wrong('[measures.x]\nbase = "sesions"\n', "sesions")
        self.wrong('[measures.x]\nlabel = "x"\n', "base")
        self.wrong('[measures.sessions]\nbase = "visits"\n', "sessions")
        self.wrong('[measures.x]\nbase = "sessions"\nform = "onsit"\n', "onsit")
        self.wrong('[measures.x]\nbase = "topics"\nform = "onsite"\n', "form", "topics")
        self.wrong('[measures.x]\nbase = "sessions"\nwhere = ["form=online", "residnts>20"]\n', "cpcc.toml:3", "residnts", "residents?")
        self.wrong('[measures.x]\nbase = "sessions"\nwhere = "form"\n', "measures.x.where")
        self.wrong('[measures.x]\nbase = "sessions"\nwhere = "residents=many"\n', "many")
        self.right(MEASURE)
        self.assertIn("canteens", self.done("measures").out)

    def test_valid_sections_are_accepted(self):
        self.right('[[calendar.rule]]\nday = 25\n[[calendar.rule]]\nweekday = "thursday"\nwhich = "last"\n[workdays]\noff = ["2024-01-01"]\non = []\n[lookback]\nafter_days = [30, 180]\n')

    def test_the_path_of_the_database_is_relative_to_the_configuration(self):
        self.right("")
        inside = self.office.folder / "inside"
        inside.mkdir()
        self.done("--config", "../cpcc.toml", "area", "add", "1", "--name", "区", "--level", "district", cwd=inside)
        self.assertEqual(self.codes("area", "list"), ["1"])

    def test_a_member_s_area_defaults_to_that_of_the_office(self):
        self.right('[office]\ncode = "QS"\narea = "1"\n')
        self.done("area", "add", "1", "--name", "区", "--level", "district")
        self.done("member", "add", "M1", "--name", "委员", "--level", "district")
        self.assertEqual(self.record("member", "M1")["area"], "1")

    def test_no_code_is_generated_without_an_office_code(self):
        self.right("")
        self.done("area", "add", "1", "--name", "区", "--level", "district")
        self.refused(1, "platform", "add", "--name", "家", "--kind", "home", "--area", "1", saying="office.code")

    def test_init_writes_a_valid_and_commented_file(self):
        for lang, word in (("zh", "# 数据库：可填文件"), ("en", "# Database: a file")):
            self.done("init", "--config", lang + ".toml", "--database", lang + ".db", "--office", "QS", "--name", '青山"区"', lang=lang)
            text = (self.office.folder / (lang + ".toml")).read_text("utf-8")
            self.assertIn(word, text)
            self.done("--config", lang + ".toml", "area", "list")
            uncommented = re.sub(r"(?m)^# (?=\[|(?!database_read)\w+ = )", "", text)
            (self.office.folder / (lang + ".toml")).write_text(uncommented, "utf-8")
            self.assertIn("canteens", self.done("--config", lang + ".toml", "measures").out)
            self.assertIn("基层协商日", self.done("--config", lang + ".toml", "report", "calendar").out)
            self.assertIn("60", self.done("--config", lang + ".toml", "report", "appraisal", "members").out)


class LanguageTest(OfficeTest):
    def speaks(self, language, *words, **env):
        said = self.office.run(*words, "area", "list", lang="", env=env)
        self.assertEqual(said.code, 0, str(said))
        self.assertIn("没有符合" if language == "zh" else "No matching", said.err)

    def without_a_word_in_the_file(self):
        self.office.configure("")

    def test_the_option_overrides_the_file_and_the_file_overrides_the_locale(self):
        self.office.configure('language = "en"\n')
        self.speaks("en", LC_ALL="zh_CN.UTF-8")
        self.speaks("zh", "--lang", "zh", LC_ALL="en_US.UTF-8")
        self.speaks("zh", "--lang=zh")
        self.office.configure('language = "zh"\n')
        self.speaks("zh", LC_ALL="en_US.UTF-8")
        self.speaks("en", "--lang", "en", LC_ALL="zh_CN.UTF-8")

    def test_the_variables_of_the_locale_have_their_order(self):
        self.without_a_word_in_the_file()
        self.speaks("zh", LC_ALL="zh_CN.UTF-8", LANG="en_US.UTF-8")
        self.speaks("en", LC_ALL="C", LC_MESSAGES="zh_CN.UTF-8", LANG="zh_CN.UTF-8")
        self.speaks("zh", LC_MESSAGES="zh_CN.UTF-8", LANG="en_US.UTF-8")
        self.speaks("zh", LC_ALL="", LANG="zh_TW")
        self.speaks("zh", LANG="zh")
        self.speaks("en", LANG="de_DE.UTF-8")
        self.speaks("en")

    def test_chinese_is_printed_correctly_without_an_installed_locale(self):
        self.without_a_word_in_the_file()
        for env in ({"LC_ALL": "zh_CN.UTF-8"}, {"LC_ALL": "zh_CN.GBK"}, {"LC_ALL": "C", "CPCC_CONFIG": "cpcc.toml"}, {"LC_ALL": "no_SUCH.locale"}):
            self.done("area", "add", "--name", "武汉市", "--level", "city", "C-" + str(len(self.codes("area", "list"))), lang="", env=env)
            self.assertIn("武汉市", self.done("area", "list", lang="", env=env).out)

    def test_errors_of_usage_are_in_the_chosen_language(self):
        self.without_a_word_in_the_file()
        self.assertIn("没有“platfrom”命令；是否应为 platform？", self.refused(2, "platfrom", lang="", env={"LANG": "zh_CN.UTF-8"}).err)
        self.assertIn("没有“platfrom”命令；是否应为 platform？", self.refused(2, "platfrom", "--lang", "zh", lang="").err)
        self.office.configure('language = "zh"\n')
        self.assertIn("没有“platfrom”命令；是否应为 platform？", self.refused(2, "platfrom", lang="").err)


if __name__ == "__main__":
    main()
