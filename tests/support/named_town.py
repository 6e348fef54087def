"""A small town with names that several records share, for tests of names in place of codes."""
from office import OfficeTest

AREAS = """code,name,level,parent
420100,武汉市,city,
420106,武昌区,district,420100
420107,青山区,district,420100
420107001,钢都街道,street,420107
420107001001,和平社区,community,420107001
420106001,和平社区,community,420106
"""
MEMBERS = """code,name,level,area,sector
QS-M-1,王丽,district,420107,edu
WC-M-1,王丽,district,420106,med
QS-M-2,张强,district,420107,edu
WC-M-2,欧阳明,district,420106,med
"""
PLATFORMS = """code,name,kind,area
QS-P-1,钢都花园协商议事之家,home,420107001001
WC-P-1,教育委员工作室,studio,420106
"""


class NamedTown(OfficeTest):
    def prepare(self):
        self.office.file("town/area.csv", AREAS)
        self.office.file("town/sector.csv", "code,name\nedu,教育\nmed,医药卫生\n")
        self.office.file("town/member.csv", MEMBERS)
        self.office.file("town/platform.csv", PLATFORMS)
        self.done("import", "town")
