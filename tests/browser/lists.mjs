// Lists as bank systems give them out, made up here: a messy workbook and a GBK table, with what is wrong in them.
import * as XLSX from "xlsx";
import iconv from "iconv-lite";

const surnames = [..."王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗"];
const given = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华"];
const groups = ["代发工资", "个体工商户", "老年客户", "第三方存管", "普通储蓄"];
// Notes in threes that belong together across the groups.
const circles = [
  ["喜欢打掼蛋", "爱钓鱼", "常去露营"],
  ["爱拍照", "周末徒步", "喜欢旅游"],
  ["开网店", "想涨粉", "在找客户"],
];

// A small generator of its own, so that the lists are the same in every run.
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

export function people(count, seed) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  return Array.from({ length: count }, (_, index) => {
    const notes = [];
    for (const circle of circles) if (next() < 0.12) notes.push(...circle.filter(() => next() < 0.85));
    if (next() < 0.15) notes.push("不爱热闹");
    const birth = new Date(Date.UTC(1945 + Math.floor(next() * 55), Math.floor(next() * 12), 1 + Math.floor(next() * 28)));
    return {
      code: String(6200000 + index),
      name: pick(surnames) + pick(given) + pick(given),
      birth,
      phone: "1990000" + String(index).padStart(4, "0"),
      group: pick(groups),
      payroll: next() < 0.3 ? "是" : "否",
      manager: pick(["王芳", "李强", "周敏"]),
      assets: Math.round(next() * 1000000) / 100,
      note: notes.join("，"),
    };
  });
}

const iso = (date) => date.toISOString().slice(0, 10);

/** 1,200 people below two title rows, birthdays in five styles, a second sheet, a total line, broken cells. */
export function messyWorkbook() {
  const list = people(1200, 7);
  const styles = [
    (d) => iso(d),
    (d) => `${d.getUTCFullYear()}/${d.getUTCMonth() + 1}/${d.getUTCDate()}`,
    (d) => iso(d).replaceAll("-", ""),
    (d) => `${d.getUTCFullYear()}年${d.getUTCMonth() + 1}月${d.getUTCDate()}日`,
    (d) => Math.round(d.getTime() / 86400000) + 25569,
  ];
  const rows = list.map((person, index) => [
    index + 1, person.code, person.name, styles[index % 5](person.birth), person.phone, person.group, person.payroll,
    person.manager, `${person.assets}`, person.note, "secret",
  ]);
  rows[10][3] = "不详";
  rows[11][4] = "1.38E+10";
  rows[12][1] = rows[9][1];
  rows[13][8] = "约五万";
  rows[14][2] = `=HYPERLINK("http://127.0.0.1:9/","${rows[14][2]}")`;
  const sheet = XLSX.utils.aoa_to_sheet([
    ["某某银行城西支行个人客户清单"],
    ["制表日期：2026-11-20", null, null, "内部资料"],
    ["序号", "客户号", "客户姓名", "出生日期", "手机号码", "客户群", "是否代发工资客户", "管户客户经理", "AUM余额（万元）", "备注", "登录密码"],
    ...rows.map((row) => row.map((cell) => (typeof cell === "string" ? { t: "s", v: cell } : cell))),
    [],
    ["合计", null, 1200],
  ]);
  sheet["!merges"] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 10 } }];
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([["本表说明", "请勿外传"]]), "说明");
  XLSX.utils.book_append_sheet(book, sheet, "客户清单");
  // 1,200 rows and the total line; left out: the total and the repeated number.
  return { bytes: XLSX.write(book, { type: "buffer", bookType: "xlsx" }), rows: 1201, skipped: 2, list };
}

/** 1,000 people as Excel saves a table in China: GBK without a byte-order mark. */
export function gbkTable() {
  const list = people(1000, 11);
  const lines = list.map((p) => [p.code, p.name, iso(p.birth), p.phone, p.group, p.manager, `"${p.note}"`].join(","));
  const text = ["客户编号,姓名,生日,手机,客群,客户经理,备注", ...lines].join("\r\n");
  return { bytes: iconv.encode(text, "gbk"), rows: 1000, skipped: 0, list };
}

/** 300 people in the old binary format. */
export function oldWorkbook() {
  const list = people(300, 13);
  const rows = list.map((p) => [p.code, p.name, iso(p.birth), p.phone, p.group, p.manager, p.note]);
  const sheet = XLSX.utils.aoa_to_sheet([["客户号", "姓名", "出生日期", "手机", "客群", "客户经理", "备注"], ...rows]);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "Sheet1");
  return { bytes: XLSX.write(book, { type: "buffer", bookType: "biff8" }), rows: 300, skipped: 0, list };
}

/** Cells as Excel puts them on the clipboard. */
export function pastedCells() {
  const list = people(40, 17);
  const lines = list.map((p) => [p.code, p.name, p.phone, p.note].join("\t"));
  return { text: ["客户号\t姓名\t手机\t备注", ...lines].join("\n"), rows: 40 };
}

/** A plain UTF-8 table of so many customers. */
export function manyCustomers(count) {
  const list = people(count, 11);
  const rows = list.map((person) => [person.code, person.name, iso(person.birth), person.group, person.manager, `"${person.note}"`].join(","));
  return { bytes: Buffer.from(["客户号,客户姓名,出生日期,客户群,客户经理,备注", ...rows].join("\n")), rows: count, skipped: 0, list };
}
