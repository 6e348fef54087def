"""Offices that exchange bundles: districts QS and HS with databases of their own, and the city WH that takes them."""
import csv
import io

from office import Office

AREAS = """code,name,level,parent
420100,武汉市,city,
420107,青山区,district,420100
420107001,钢都街道,street,420107
420111,洪山区,district,420100
420111001,关山街道,street,420111
"""
SECTORS = "code,name\nedu,教育\nmed,医药卫生\n"
DISTRICTS = {"QS": ("420107", "青山区政协"), "HS": ("420111", "洪山区政协")}


class ExchangingOffice(Office):
    """An office with a key and the registers of the city."""

    def __init__(self, code, area, name):
        super().__init__()
        self.code, self.area = code, area
        self.configure(self.config.read_text("utf-8").replace('code = "QS"', 'code = "%s"' % code).replace("青山区政协", name))
        self.do("config", "set", "office.area", area)
        self.file("registers/area.csv", AREAS)
        self.file("registers/sector.csv", SECTORS)
        self.do("import", "registers")
        self.do("key", "new")

    def copy(self):
        copy = ExchangingOffice.__new__(ExchangingOffice)
        Office.__init__(copy, like=self)
        copy.code, copy.area = self.code, self.area
        return copy

    def do(self, *words, **more):
        done = self.run(*words, **more)
        if done.code != 0:
            raise AssertionError(str(done))
        return done

    def public(self):
        return self.do("key", "show", "--public").out.strip()

    def knows(self, *others, level="whole"):
        for other in others:
            self.do("office", "add", other.code, "--key", other.public(), "--areas", other.area, "--level", level)
        return self

    def bundle(self, name, *options):
        """Writes a bundle and returns its path."""
        path = self.folder / (name + ".cpccb")
        self.do("bundle", "write", "--output", path, *options)
        return path

    def take(self, *paths, code=0, more=()):
        """Takes bundles and returns the counts of each."""
        done = self.run("bundle", "take", *paths, "--format", "csv", *more)
        if done.code != code:
            raise AssertionError(str(done))
        return [{key: int(value) for key, value in row.items() if value.isdigit()} for row in done.rows]

    def head(self):
        return self.sql("SELECT max(id) FROM entry")[0][0]

    def exported(self):
        """Returns the rows of all kinds, voided ones too, without order and without phones."""
        folder = self.folder / "export"
        self.do("export", "--all", "--output", folder)
        found = {}
        for path in sorted(folder.glob("*.csv")):
            rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
            for row in rows:
                row.pop("phone", None)
                if "members" in row:      # in the order in which their attendances came
                    row["members"] = ";".join(sorted(row["members"].split(";")))
                for column in ("voided", "from"):
                    row.setdefault(column, "")
            found[path.stem] = sorted(tuple(sorted(row.items())) for row in rows)
        return found

    def summary(self, period="2024", by="district"):
        return self.do("report", "summary", "--period", period, "--by", by, "--total", "--format", "csv").out


def district(code):
    """Returns a district with a platform, two members, an assignment, a session with both, a problem and a progress."""
    area, name = DISTRICTS[code]
    office = ExchangingOffice(code, area, name)
    street = area + "001"
    office.file("start/unit.csv", "code,name,kind,area\n%s-U1,区住建局,department,%s\n" % (code, area))
    office.file("start/member.csv", "code,name,level,area,sector,phone,joined_on\n" + "".join(
        "%s-M%d,%s委员%d,district,%s,edu,1380000%04d,2022-01-01\n" % (code, n, code, n, area, n) for n in (1, 2)))
    office.file("start/platform.csv", "code,name,kind,area,opened_on,convener\n%s-P1,%s之家,home,%s,2023-01-01,%s-M1\n" % (code, code, street, code))
    office.file("start/assignment.csv", "member,platform,role,since\n%s-M1,%s-P1,resident,2023-02-01\n" % (code, code))
    office.file("start/session.csv", "code,held_on,platform,kind,title,residents,tags\n%s-S1,2024-07-03,%s-P1,consult,停车,30,幸福\n" % (code, code))
    office.file("start/attendance.csv", "session,member,role\n" + "".join("%s-S1,%s-M%d,attend\n" % (code, code, n) for n in (1, 2)))
    office.file("start/problem.csv", "code,title,category,raised_on,platform,session\n%s-Q1,车位不足,urgent,2024-07-03,%s-P1,%s-S1\n" % (code, code, code))
    office.file("start/progress.csv", "problem,noted_on,stage\n%s-Q1,2024-07-10,plan\n" % code)
    office.do("import", "start")
    return office


def city():
    return ExchangingOffice("WH", "420100", "武汉市政协")
