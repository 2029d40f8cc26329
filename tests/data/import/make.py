#!/usr/bin/env python3
"""Writes the awkward lists into `lists/`; `tests/it/corpus.rs` reads each and holds it against `expected/`.

Everybody in them is made up. After adding a list: `python3 make.py`, then `YANGKE_EXPECT=write cargo test corpus`, and read
what was written: it is what the program does, and only you know whether it is what it should do.
"""

import struct
from pathlib import Path

from workbooks import MAIN, HEAD, Book, Raw, compound, old_book, relations, styled, zipped

LISTS = Path(__file__).parent / "lists"
HEADERS = ["客户号", "姓名", "手机"]
PEOPLE = [["001", "张三", "13812345678"], ["002", "李四", "13912345678"]]
PLAIN = "客户号,姓名,手机\n001,张三,13812345678\n002,李四,13912345678\n"


def text(name, content, encoding="utf-8"):
    (LISTS / name).write_bytes(content.encode(encoding))


def data(name, content):
    (LISTS / name).write_bytes(content)


def encodings():
    text("utf8.csv", PLAIN)
    text("utf8-mark.csv", PLAIN, "utf-8-sig")
    text("utf16-little.txt", "\ufeff" + PLAIN.replace(",", "\t"), "utf-16-le")
    text("utf16-big.txt", "\ufeff" + PLAIN.replace(",", "\t"), "utf-16-be")
    text("utf16-no-mark.csv", PLAIN, "utf-16-le")
    text("gbk.csv", PLAIN, "gbk")
    text("gb18030-rare.csv", PLAIN.replace("张三", "𠮷㛃").replace("李四", "王䶮"), "gb18030")
    text("gbk-like-utf8.csv", "name,tel\n联通,13812345678\n", "gbk")
    data("gbk-cut.csv", PLAIN.encode("gbk").replace("李四".encode("gbk"), "李".encode("gbk") + b"\xcb"))
    text("line-ends-crlf.csv", PLAIN.replace("\n", "\r\n"))
    text("line-ends-cr.csv", PLAIN.replace("\n", "\r"))


def shapes():
    text("titles.csv", "城东支行个人客户清单,,\n制表日期：2026-11-20,,内部资料\n\n" + PLAIN)
    text("header-two-lines.csv", "基本信息,,,资产,\n客户号,姓名,出生日期,余额(万元),等级\n,,,AUM,\n1,张三,1980-1-2,12.5,金卡\n")
    text("header-two-lines-grouped.csv", "客户信息,,客户经理,\n客户号,姓名,姓名,电话\n1,张三,王芳,13812345678\n")
    text("totals.csv", "客户号,姓名,AUM\n1,张三,100\n小计,,100\n2,李四,200\n合计,2,300\n共2户,,\n")
    text("footers.csv", PLAIN + "\n制表人：王芳,,复核：李强\n第1页 共2页,,\n")
    text("headers-again.csv", PLAIN + PLAIN.replace("001", "003").replace("002", "004").replace("张三", "王五").replace("李四", "赵六"))
    text("ragged.csv", "客户号,姓名,手机,备注\n1,张三\n2,李四,13912345678,爱钓鱼,多出来,的\n")
    text("wide.csv", ",".join(["姓名"] + [f"列{at}" for at in range(204)]) + "\n张三" + ",x" * 204 + "\n")
    text("no-header.csv", "张三,13812345678,钓鱼\n李四,13912345678,摄影\n王五,13712345678,掼蛋\n")
    text("no-key.csv", "手机,备注\n13812345678,爱钓鱼\n")
    text("header-only.csv", "客户号,姓名,手机\n")
    data("empty.csv", b"")
    text("blank.csv", ",,,\n , ,\u3000,\n")
    text("semicolons.csv", PLAIN.replace(",", ";"))
    text("tabs.txt", "姓名\t手机\t备注\n张三\t13812345678\t爱打牌,爱喝茶\n")
    text("pipes.txt", PLAIN.replace(",", "|"))
    text("separator-said.csv", "sep=;\n姓名;备注\n张三;爱喝茶, 爱钓鱼, 爱拍照, 爱打牌\n")
    text("english.csv", "Customer No,Name,Birthday,Mobile,Segment,Interests\n1,Amy Chan,1980-03-07,+86 138-1234-5678,Payroll,fishing;掼蛋\n")
    text("wechat.csv", "客户名称,备注名,标签,添加时间,所属客户经理\n张三,三哥,钓鱼/掼蛋|摄影,2026-01-02,王芳\n")


def cells():
    dates = ["2025-3-7", "2025/03/07", "2025.3.7", "20250307", "2025年3月7日", "2025-03-07 10:30:00", "45723", "25-3-7", "2025-02-30", "不详", "2025-13-01", "3月7日"]
    text("dates.csv", "客户号,姓名,最近联系\n" + "".join(f"{at},客{at},{date}\n" for at, date in enumerate(dates)))
    days = ["1980-3-7", "3月7日", "03-07", "0307", "三月初七", "农历八月十五", "农历1980年闰四月初三", "阴历正月初一", "1880-01-01", "2月29日", "2月30日"]
    text("birthdays.csv", "客户号,姓名,生日\n" + "".join(f"{at},客{at},{day}\n" for at, day in enumerate(days)))
    text("birthdays-lunar.csv", "客户号,姓名,农历生日\n1,张三,八月十五\n2,李四,1980-8-15\n3,王五,腊月三十\n4,赵六,十三月初一\n")
    amounts = ["1.2万", '"¥12,000.00"', "１２０００", "1.2亿", "(123.45)", "-", "约五万", "$100", '"12,34"', "3千元", "12000元", "0", "-5.5"]
    text("amounts.csv", "客户号,姓名,资产余额\n" + "".join(f"{at},客{at},{amount}\n" for at, amount in enumerate(amounts)))
    text("amounts-wan.csv", "客户号,姓名,AUM余额（万元）\n1,张三,12.5\n2,李四,\"1,200\"\n3,王五,3亿\n")
    text("full-width.csv", "客户号，姓名\n".replace("，", ",") + "Ａ００１,张三\n１００２,李四\n")
    text("full-width-phone.csv", "姓名,手机\n张三,１３８１２３４５６７８\n李四,１３９－１２３４－５６７８\n")
    text("spaces.csv", "客户号, 姓 名 ,手机\n 001 ,张\u3000三,138 1234 5678\n0\u200b02,\ufeff李四\u200b,139\u00a01234\u00a05678\n")
    text("phones.csv", "姓名,手机\n客甲,+8613812345678\n客乙,0086 138 1234 5679\n客丙,010-12345678\n客丁,138****5678\n客戊,12345\n客己,无\n客庚,13812345678/13912345678\n")
    text("phones-scientific.csv", "姓名,手机\n张三,1.38E+10\n李四,1.38123456E+10\n王五,13812345678\n")
    text("codes-scientific.csv", "客户号,姓名\n6.22E+17,张三\n1E5,李四\n")
    text("codes-leading-zeros.csv", "客户号,姓名\n000123,张三\n=\"000124\",李四\n'000125,王五\n")
    text("flags.csv", "姓名,是否代发工资客户,免打扰,营销授权\n客甲,是,否,是\n客乙,Y,N,N\n客丙,√,×,1\n客丁,不清楚,是,0\n")
    text("risk.csv", "姓名,风险等级,评估到期日\n客甲,C3,2027-01-01\n客乙,稳健型,20270101\n客丙,C1（最低）,\n客丁,R9,明年\n")
    text("maturities.csv", "姓名,定期到期日,到期金额\n张三,2027-01-15,5万\n李四,2027年2月3日,一些\n王五,,30000\n")
    text("tags.csv", "姓名,兴趣爱好,忌讳\n张三,掼蛋、钓鱼；玩魔方,不喜欢热闹\n李四,\"摄影,广场舞/游泳|登山\",海鲜\n王五,每个周末都要去城西那家开了三十年的老茶馆坐坐,\n")
    text("notes-negated.csv", "姓名,备注\n张三,以前爱打牌，现在不打了\n李四,不爱热闹，爱钓鱼\n")
    text("errors.csv", "客户号,姓名,手机,AUM\n1,张三,#N/A,#REF!\n#N/A,李四,13912345678,5\n#N/A,#N/A,,\n")
    text("quotes.csv", '姓名,备注\n张三,"他说""好"",\n改天再来"\n李四,"a,b"\n"王五",x\n')
    text("quote-open.csv", '姓名,备注\n张三,"忘了关\n李四,正常\n王五,也正常\n')
    text("quote-inside.csv", '姓名,备注\n张三,屏幕27"的\n李四,x\n')
    text("formulas.csv", "姓名,备注\n=HYPERLINK(\"http://127.0.0.1/\"),x\n张三,+1-2\n李四,@SUM(A1)\n王五,\"=cmd|' /C calc'!A0\"\n赵六,-爱热闹\n")


def sensitive():
    text("id-numbers.csv", "姓名,身份证号\n张三,11010519491231002X\n李四,110105491231002\n王五,110105199913310021\n赵六,'11010519880101003x\n")
    text("id-as-code.csv", "客户号,姓名\n11010519491231002X,张三\n2,李四\n")
    text("id-without-header.csv", "姓名,甲\n张三,11010519491231002X\n李四,110105198801010033\n王五,110105197702020044\n")
    text("cards.csv", "姓名,银行卡号,手机\n张三,6222021234567890128,13812345678\n")
    text("cards-without-header.csv", "姓名,乙\n张三,6222021234567890128\n李四,6222021234567890136\n王五,6222021234567890144\n")
    text("secrets-in-notes.csv", "姓名,备注\n张三,身份证11010519491231002X，爱钓鱼\n李四,卡6222 0212 3456 7890 128，密码：Passw0rd\n王五,电话13812345678\n")
    text("passwords.csv", "姓名,登录密码,短信验证码,CVV2\n张三,Passw0rd,883311,737\n")
    text("faith-and-health.csv", "姓名,民族,政治面貌,宗教信仰,病史\n张三,某族,群众,佛教,高血压\n")
    text("children.csv", "姓名,子女姓名,孩子生日\n张三,陈小明,2021-03-05\n李四,李小红 2019年10月1日,\n")
    text("school-years.csv", "姓名,子女入学年份\n张三,2027\n李四,2027年、2030\n王五,明年\n")
    text("phone-as-code.csv", "客户号,姓名,手机\n13812345678,张三,13812345678\n")


def doubles():
    text("doubles-by-code.csv", "客户号,姓名,手机,等级,备注\n1,张三,13812345678,金卡,爱钓鱼\n1,张三,,白金,爱喝茶\n1,张三,13912345678,,\n")
    text("doubles-by-person.csv", "姓名,手机,生日,AUM\n张三,13812345678,3月7日,1\n张 三,138 1234 5678,03-07,2\n张三,13912345678,3月7日,3\n")
    text("same-name.csv", "客户号,姓名,手机\n1,张三,13812345678\n2,张三,13812345678\n")


def kinds():
    text("text-named.xlsx", PLAIN)
    data("workbook-named.csv", Book().sheet("名单", [HEADERS] + PEOPLE).bytes())
    data("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde")
    text("web-page.xls", "<html><head><meta charset='utf-8'></head><body><table><tr><td>客户号</td><td>姓名</td></tr><tr><td>1</td><td>张三</td></tr></table></body></html>")
    text("xml-2003.xls", '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><Worksheet><Table><Row><Cell><Data>姓名</Data></Cell></Row></Table></Worksheet></Workbook>')
    data("zeros.txt", b"\0\x01\x02\0\x03\0")
    data("other-zip.xlsx", zipped({"word/document.xml": "<document/>"}))
    data("binary-workbook.xlsx", zipped({"_rels/.rels": relations([("rId1", "officeDocument", "xl/workbook.bin")]), "xl/workbook.bin": "x"}))


def workbooks():
    plain = [HEADERS] + PEOPLE
    data("plain.xlsx", Book().sheet("名单", plain).bytes())
    data("title-joined.xlsx", Book().sheet("名单", [["城东支行客户清单", None, None], ["单位：元", None, None]] + plain, merged=["A1:C1", "A2:C2"]).bytes())
    rows = [["客户号", "姓名", "联系方式", None], [None, None, "手机", "备注"], ["1", "张三", "13812345678", "爱钓鱼"]]
    data("header-joined.xlsx", Book().sheet("名单", rows, merged=["A1:A2", "B1:B2", "C1:D1"]).bytes())
    rows = [["客户经理", "客户号", "姓名"], ["王芳", "1", "张三"], [None, "2", "李四"], ["李强", "3", "王五"]]
    data("joined-down.xlsx", Book().sheet("名单", rows, merged=["A2:A3"]).bytes())
    rows = [HEADERS + ["内部备注"]] + [row + ["爱钓鱼"] for row in PEOPLE]
    data("hidden-column.xlsx", Book().sheet("名单", rows, columns='<col min="4" max="4" hidden="1"/>').bytes())
    data("hidden-rows.xlsx", Book().sheet("名单", plain, hidden_rows=[3]).bytes())
    data("hidden-sheet.xlsx", Book().sheet("旧名单", plain + [["003", "王五", None]], state="hidden").sheet("名单", plain).bytes())
    data("several-sheets.xlsx", Book().sheet("说明", [["本表内部使用"]]).sheet("一月", plain).sheet("空", []).sheet("二月", [HEADERS + ["备注"], ["003", "王五", None, "爱喝茶"]]).bytes())
    own = Book()
    own.formats = [(164, 'yyyy"年"m"月"d"日"'), (165, "#,##0.00_);[Red](#,##0.00)"), (166, "[$-804]d mmm")]
    rows = [["客户号", "姓名", "出生日期", "最近联系", "AUM"]]
    for at, style in enumerate((1, 2, 3, 4, 6)):
        rows.append([str(at), f"客{at}", styled(style, 29287), styled(style, 45723.75), styled(5, 12000.5)])
    data("dates-styled.xlsx", own.sheet("名单", rows).bytes())
    early = Book()
    early.properties = '<workbookPr date1904="1"/>'
    data("dates-1904.xlsx", early.sheet("名单", [["姓名", "最近联系"], ["张三", styled(1, 44261)]]).bytes())
    data("dates-bare.xlsx", Book().sheet("名单", [["姓名", "最近联系", "出生日期"], ["张三", 45723, 29287], ["李四", 20250307, 19800307], ["王五", 12, 0]]).bytes())
    data("numbers-as-text.xlsx", Book().sheet("名单", [HEADERS + ["AUM"], ["0001", "张三", "13812345678", "12,000.00"], ["0002", "李四", "13912345678", " 5 "]]).bytes())
    data("phones-as-numbers.xlsx", Book().sheet("名单", [HEADERS, [1, "张三", 13812345678], [2.0, "李四", Raw('<c r="{at}"><v>1.3912345678E10</v></c>')], [3, "王五", Raw('<c r="{at}"><v>1.39E+30</v></c>')]]).bytes())
    data("codes-too-long.xlsx", Book().sheet("名单", [HEADERS, [Raw('<c r="{at}"><v>7.1234567890123456E+18</v></c>'), "张三", None], [123456789012345, "李四", None]]).bytes())
    rows = [HEADERS + ["AUM"], ["1", Raw('<c r="{at}" t="str"><f>A1&amp;"x"</f><v>张三</v></c>'), Raw('<c r="{at}"><f>1+1</f><v>13812345678</v></c>'), Raw('<c r="{at}" t="e"><f>1/0</f><v>#DIV/0!</v></c>')], ["2", "李四", Raw('<c r="{at}" t="e"><v>#N/A</v></c>'), Raw('<c r="{at}"><f>A1</f></c>')]]
    data("formulas.xlsx", Book().sheet("名单", rows).bytes())
    inline = '<c r="{at}" t="inlineStr"><is><t>%s</t></is></c>'
    data("inline.xlsx", Book().sheet("名单", [[Raw(inline % word) for word in row] for row in plain]).bytes())
    rich = Book().sheet("名单", plain)
    rich.parts["xl/sharedStrings.xml"] = f'{HEAD}<sst {MAIN}><si><t>客户号</t></si><si><r><t>姓</t></r><r><t>名</t></r></si><si><t>手机</t></si><si><t>001</t></si><si><t>张三</t><rPh><t>ZhangSan</t></rPh></si><si><t>13812345678_x000D_</t></si><si><t/></si><si><t>李&#x56db;&amp;&lt;</t></si></sst>'
    data("rich-text.xlsx", rich.bytes())
    data("true-and-false.xlsx", Book().sheet("名单", [["姓名", "免打扰"], ["张三", True], ["李四", False]]).bytes())
    prefixed = Book().sheet("名单", [])
    prefixed.parts["xl/worksheets/sheet1.xml"] = f'{HEAD}<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>姓名</x:t></x:is></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t>张三</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    data("prefixed-no-places.xlsx", prefixed.bytes())
    absolute = Book().sheet("名单", plain)
    absolute.parts["xl/_rels/workbook.xml.rels"] = relations([("rId1", "x/worksheet", "/xl/worksheets/sheet1.xml"), ("rIdS", "x/sharedStrings", "/xl/sharedStrings.xml")])
    data("absolute-targets.xlsx", absolute.bytes())
    missing = Book().sheet("图表", []).sheet("名单", plain)
    missing.parts["xl/worksheets/sheet1.xml"] = None
    data("missing-part.xlsx", missing.bytes())
    data("starts-low.xlsx", Book().sheet("名单", plain, first=7).bytes())
    data("nothing.xlsx", Book().sheet("名单", []).bytes())


def crafted():
    plain = [HEADERS] + PEOPLE
    data("size-lie.xlsx", Book().sheet("名单", plain, dimension="A1:XFD1048576").bytes())
    data("strings-lie.xlsx", Book().sheet("名单", plain).bytes(count=4294967295))
    data("string-missing.xlsx", Book().sheet("名单", plain + [[Raw('<c r="{at}" t="s"><v>4000000000</v></c>'), "王五", None]]).bytes())
    far = Raw('<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>')
    data("far-cell.xlsx", Book().sheet("名单", plain + [[far, Raw('<c r="ZZZZZZZZZZ9" t="inlineStr"><is><t>y</t></is></c>')]]).bytes())
    data("merge-lie.xlsx", Book().sheet("名单", plain, merged=["A2:XFD1048576", "B2:B1048576"]).bytes())
    laughs = Book().sheet("名单", plain)
    laughs.parts["xl/sharedStrings.xml"] = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><sst><si><t>&c;&c;</t></si></sst>'
    data("entities.xlsx", laughs.bytes())
    whole = Book().sheet("名单", plain).bytes()
    data("cut-off.xlsx", whole[: len(whole) // 2])
    bent = bytearray(whole)
    at = bent.rfind(b"PK\x01\x02", 0, bent.rfind(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", bent, at + 24, 0x7FFFFFFF)
    data("inflates-by-name.xlsx", bytes(bent))
    struct.pack_into("<I", bent, at + 24, 10)
    data("inflates-more.xlsx", bytes(bent))
    struct.pack_into("<I", bent, at + 24, len(whole))
    struct.pack_into("<I", bent, at + 42, 0x7FFFFFF0)
    data("part-outside.xlsx", bytes(bent))
    data("sealed.xlsx", compound([("EncryptionInfo", b"\4\0\4\0@\0\0\0"), ("EncryptedPackage", b"\x99" * 5000)]))


def old():
    plain = [HEADERS] + PEOPLE
    data("plain.xls", old_book([("名单", plain, (), False)]))
    data("title-joined.xls", old_book([("名单", [["城东支行客户清单"]] + plain, [(0, 0, 0, 2)], False)]))
    rows = [["客户经理", "姓名", "最近联系", "AUM"], ["王芳", "张三", (45723,), 12000.5], [None, "李四", (45724.5,), 7]]
    data("dates-and-joined-down.xls", old_book([("名单", rows, [(1, 2, 0, 0)], False)]))
    data("hidden-sheet.xls", old_book([("旧名单", plain, (), True), ("名单", plain, (), False)]))
    data("password.xls", old_book([("名单", plain, (), False)], password=True))
    whole = old_book([("名单", plain, (), False)])
    data("cut-off.xls", whole[:700])
    bent = bytearray(whole)
    struct.pack_into("<I", bent, 44, 0x7FFFFFFF)
    data("table-lie.xls", bytes(bent))


LISTS.mkdir(exist_ok=True)
for found in LISTS.iterdir():
    found.unlink()
for write in (encodings, shapes, cells, sensitive, doubles, kinds, workbooks, crafted, old):
    write()
