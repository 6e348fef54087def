"""Reads documents that cpcc wrote."""
import xml.etree.ElementTree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(path, name):
    return zipfile.ZipFile(path).read(name).decode("utf-8")


def body(path):
    """Returns the body; fails unless every part is well-formed XML."""
    file = zipfile.ZipFile(path)
    for name in file.namelist():
        if name.endswith((".xml", ".rels")):
            xml.etree.ElementTree.fromstring(file.read(name))
    return xml.etree.ElementTree.fromstring(file.read("word/document.xml"))[0]


def text(element):
    return "".join("\n" if each.tag == W + "br" else each.text or "" for each in element.iter() if each.tag in (W + "t", W + "br"))


def paragraphs(path):
    """Returns the style and the text of each paragraph outside tables."""
    return [(each.find(f"{W}pPr/{W}pStyle").get(W + "val"), text(each)) for each in body(path).findall(W + "p")]


def tables(path):
    """Returns the header and the rows, as dictionaries, of a table that is split over several."""
    header, rows = [], []
    for table in body(path).findall(W + "tbl"):
        labels, *lines = [[text(cell) for cell in row.findall(W + "tc")] for row in table.findall(W + "tr")]
        header += [label for label in labels if label not in header]
        rows = rows or [{} for _ in lines]
        for row, line in zip(rows, lines, strict=True):
            row.update(zip(labels, line, strict=True))
    return header, rows
