"""Workbooks by hand, with nothing but the standard library: .xlsx as zipped parts, .xls as records in a compound file."""

import io
import struct
import zipfile
from xml.sax.saxutils import escape

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def column(at):
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


class Raw(str):
    """A cell written as it stands, with {at} for its place."""


def styled(style, number):
    return Raw(f'<c r="{{at}}" s="{style}"><v>{number}</v></c>')


class Book:
    """A workbook whose parts can be bent before it is zipped."""

    def __init__(self):
        self.strings = []
        self.sheets = []
        self.formats = []
        self.properties = ""
        self.parts = {}

    def sheet(self, name, rows, columns="", merged=(), hidden_rows=(), state="", dimension="", first=1):
        lines = []
        for idx, row in enumerate(rows):
            number = first + idx
            cells = "".join(self.cell(f"{column(at)}{number}", value) for at, value in enumerate(row))
            hidden = ' hidden="1"' if number in hidden_rows else ""
            lines.append(f'<row r="{number}"{hidden}>{cells}</row>')
        merges = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
        merges = f'<mergeCells count="{len(merged)}">{merges}</mergeCells>' if merged else ""
        columns = f"<cols>{columns}</cols>" if columns else ""
        dimension = f'<dimension ref="{dimension}"/>' if dimension else ""
        body = f"<worksheet {MAIN}>{dimension}{columns}<sheetData>{''.join(lines)}</sheetData>{merges}</worksheet>"
        self.sheets.append((name, state, HEAD + body))
        return self

    def cell(self, at, value):
        if value is None:
            return ""
        if isinstance(value, Raw):
            return value.replace("{at}", at)
        if isinstance(value, bool):
            return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, (int, float)):
            return f'<c r="{at}"><v>{value}</v></c>'
        if value not in self.strings:
            self.strings.append(value)
        return f'<c r="{at}" t="s"><v>{self.strings.index(value)}</v></c>'

    def bytes(self, count=None):
        parts = {}
        names = "".join(
            f'<sheet name="{escape(name)}" sheetId="{at + 1}"{f" state=%s" % chr(34) + state + chr(34) if state else ""} r:id="rId{at + 1}"/>'
            for at, (name, state, _) in enumerate(self.sheets)
        )
        parts["_rels/.rels"] = relations([("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml")])
        parts["xl/workbook.xml"] = f"{HEAD}<workbook {MAIN}>{self.properties}<sheets>{names}</sheets></workbook>"
        links = [(f"rId{at + 1}", f"{OFFICE}/worksheet", f"worksheets/sheet{at + 1}.xml") for at in range(len(self.sheets))]
        links += [("rIdS", f"{OFFICE}/sharedStrings", "sharedStrings.xml"), ("rIdT", f"{OFFICE}/styles", "styles.xml")]
        parts["xl/_rels/workbook.xml.rels"] = relations(links)
        for at, (_, _, xml) in enumerate(self.sheets):
            parts[f"xl/worksheets/sheet{at + 1}.xml"] = xml
        strings = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.strings)
        count = count or len(self.strings)
        parts["xl/sharedStrings.xml"] = f'{HEAD}<sst {MAIN} count="{count}" uniqueCount="{count}">{strings}</sst>'
        formats = "".join(f'<numFmt numFmtId="{id}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>' for id, code in self.formats)
        # Style 0 is plain, 1 Excel's date, 2 date and time, 3 the Chinese date, from 4 on the own formats.
        ids = [0, 14, 22, 31] + [id for id, _ in self.formats]
        styles = "".join(f'<xf numFmtId="{id}"/>' for id in ids)
        parts["xl/styles.xml"] = f"{HEAD}<styleSheet {MAIN}><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>"
        parts.update(self.parts)
        return zipped(parts)


def relations(links):
    lines = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>' for id, kind, target in links)
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            if text is not None:
                info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(info, text)
    return out.getvalue()


def compound(streams):
    """A compound file of version 3 with streams of at least 4,096 bytes each."""
    sectors, starts = [], []
    for _, data in streams:
        data = data.ljust(4096, b"\0")
        data += b"\0" * (-len(data) % 512)
        starts.append((len(sectors), len(data)))
        sectors += [data[at : at + 512] for at in range(0, len(data), 512)]
    chain = []
    for start, size in starts:
        count = size // 512
        chain += [start + at + 1 for at in range(count - 1)] + [0xFFFFFFFE]

    def entry(name, kind, child, right, start, size):
        text = name.encode("utf-16-le") + b"\0\0"
        head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
        return head + struct.pack("<III", 0xFFFFFFFF, right, child) + b"\0" * 36 + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFF, 0xFFFFFFFE, 0)
    for at, (name, _) in enumerate(streams):
        right = at + 2 if at + 1 < len(streams) else 0xFFFFFFFF
        directory += entry(name, 2, 0xFFFFFFFF, right, *starts[at])
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    directory_at = len(sectors)
    folders = len(directory) // 512
    sectors += [directory[at * 512 : at * 512 + 512] for at in range(folders)]
    chain += [directory_at + at + 1 for at in range(folders - 1)] + [0xFFFFFFFE]
    table_at = len(sectors)
    chain.append(0xFFFFFFFD)
    assert len(chain) <= 128
    table = b"".join(struct.pack("<I", at) for at in chain).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIIII", 0, 1, directory_at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, table_at)
    return header.ljust(512, b"\xff") + b"".join(sectors) + table


def record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def old_book(sheets, password=False):
    """A .xls of sheets (name, rows, merged areas, hidden). Dates are numbers in style 1."""
    begin = lambda kind: record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))
    bodies = []
    for _, rows, merged, _ in sheets:
        body = begin(0x10)
        for row, cells in enumerate(rows):
            for at, value in enumerate(cells):
                if value is None:
                    continue
                style = 1 if isinstance(value, tuple) else 0
                value = value[0] if isinstance(value, tuple) else value
                head = struct.pack("<HHH", row, at, style)
                if isinstance(value, (int, float)):
                    body += record(0x203, head + struct.pack("<d", value))
                else:
                    text = value.encode("utf-16-le")
                    body += record(0x204, head + struct.pack("<HB", len(text) // 2, 1) + text)
        if merged:
            areas = b"".join(struct.pack("<HHHH", *area) for area in merged)
            body += record(0xE5, struct.pack("<H", len(merged)) + areas)
        bodies.append(body + record(0x0A, b""))
    head = begin(5)
    if password:
        head += record(0x2F, struct.pack("<HHH", 1, 1, 1))
    head += b"".join(record(0xE0, struct.pack("<HHH", 0, id, 1).ljust(20, b"\0")) for id in (0, 14))
    names = [name.encode("utf-16-le") for name, *_ in sheets]
    length = len(head) + sum(12 + len(name) for name in names) + 4
    for (_, _, _, hidden), name, body in zip(sheets, names, bodies):
        head += record(0x85, struct.pack("<IBBBB", length, int(hidden), 0, len(name) // 2, 1) + name)
        length += len(body)
    return compound([("Workbook", head + record(0x0A, b"") + b"".join(bodies))])
