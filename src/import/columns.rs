//! Which row is the header, and what each column means.
//!
//! The words are those of real bank exports (core systems, CRM, WeCom). A guess is always shown for correction.

use serde::{Deserialize, Serialize};

use super::{Cell, Sheet};
use crate::book::Vocabulary;
use crate::script::fold;

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Field {
    /// Left out.
    Ignore,
    Code,
    Name,
    Gender,
    Age,
    Birthday,
    LunarBirthday,
    /// Only the birth date and the sex are taken; the number never enters.
    IdNumber,
    Phone,
    Groups,
    /// A yes/no column that names a group, such as 是否代发.
    GroupFlag,
    Tier,
    Assets,
    Risk,
    /// Last day on which the assessment of the investor level is valid.
    RiskUntil,
    Manager,
    Occupation,
    Maturity,
    MaturityAmount,
    SchoolEntry,
    /// Something about a child, a name or a birth date: only the year of entering school is taken.
    Child,
    Personality,
    /// Tags in words, several in a cell.
    Tags,
    /// Tags in words that are to be avoided.
    Avoids,
    Note,
    LastContact,
    /// Yes means: no contact at all.
    DoNotContact,
    /// No means: no marketing contact.
    Consent,
    /// Yes means: never profile.
    NoProfiling,
    /// The rest of a customer, as this program writes it into a book that it hands out.
    Record,
    /// Passwords, card numbers, religion and the like: never read.
    Sensitive,
}

/// Words for each field, most telling first. `=` in front asks for the whole header.
const WORDS: &[(Field, &str)] = &[
    (Field::Sensitive, "密码|口令|验证码|校验码|动态码|cvv|cvn|卡号|账号|帐号|账户号|磁道|宗教|政治面貌|民族|征信|病史|健康状况|password|passcode|cardnumber|cardno|accountno|religion"),
    (Field::IdNumber, "证件号|身份证|idnumber|idcardno|idcard"),
    (Field::Ignore, "=序号|=编号|=行号|=no|=no.|=#|证件类型|数据日期|idtype"),
    (Field::SchoolEntry, "入学年份|子女入学|孩子入学|上小学年份|schoolentry|school-entry|startsschool"),
    (Field::Child, "子女|孩子|小孩|宝宝|儿子|女儿|child|=son|=daughter"),
    (Field::Record, "=养客档案|=yangkerecord"),
    (Field::Code, "客户号|客户编号|客户id|客户代码|ecif|核心客户|customerno|customernumber|customerid|customercode|=code|=id"),
    (Field::Manager, "客户经理|管户|主办|理财经理|归属经理|=manager|clientmanager|relationshipmanager|=owner"),
    (Field::LastContact, "最近联系|最近接触|最新接触|上次联系|最后联系|最近一次联系|lastcontact"),
    (Field::RiskUntil, "风评到期|评估到期|测评到期|测评有效|评估有效|风险等级有效|风险测评日期至|riskuntil|assessmentvalid"),
    (Field::MaturityAmount, "到期金额|到期本金|maturityamount"),
    (Field::Maturity, "到期日|到期时间|定期到期|存单到期|maturity"),
    (Field::Risk, "风险评级|风险等级|风险承受|风险偏好等级|risklevel|investorlevel|=risk"),
    (Field::LunarBirthday, "农历生日|阴历生日|农历出生|lunarbirthday"),
    (Field::Birthday, "出生日期|生日|出生年月|birthdate|birthday|dateofbirth"),
    (Field::DoNotContact, "免打扰|拒绝联系|勿联系|黑名单|donotcontact"),
    (Field::NoProfiling, "拒绝画像|不同意画像|拒绝个性化|noprofiling"),
    (Field::Consent, "同意接收|同意发送|营销授权|营销许可|consent"),
    (Field::Name, "客户姓名|客户名称|中文姓名|姓名|户名|=名字|=称呼|=name|customername|fullname"),
    (Field::Phone, "手机|电话|联系方式|phone|mobile|=tel"),
    (Field::Gender, "性别|gender|=sex"),
    (Field::Age, "年龄|=age"),
    (Field::Tier, "客户等级|客户层级|资产等级|客户级别|星级|贵宾等级|=等级|=层级|=tier|customertier|=level"),
    (Field::Assets, "=资产|aum|金融资产|资产余额|总资产|资产总额|管理资产|assets"),
    (Field::Occupation, "职业|行业|工作单位|occupation|=job|profession"),
    (Field::Personality, "性格|personality|temperament"),
    (Field::Avoids, "忌讳|禁忌|不喜欢|避免|雷区|=avoid|=toavoid|=avoids|dislikes"),
    (Field::Tags, "标签|兴趣|爱好|喜好|偏好|需求|特征|=tags|interests|hobbies|=needs"),
    (Field::Note, "备注|评语|跟进记录|客户画像|维护记录|沟通|纪要|描述|情况说明|=note|=notes|remark|comment"),
    (Field::Groups, "客群|客户群|客户分类|客户类型|群体|=groups|=group|segment|customergroup"),
    (Field::GroupFlag, "是否代发|是否商户|是否收单|是否第三方存管|是否三方存管|是否私行|是否老年|是否小微|是否个体|是否签约三方"),
];

/// One column of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Header as written; `A`, `B`, … where there is none.
    pub header: String,
    /// What it means.
    pub field: Field,
    /// The first filled values, for the preview.
    pub samples: Vec<String>,
}

/// How a sheet is to be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// Index of the row that holds the headers, of two the lower; `None` when the list begins at once.
    pub header_row: Option<usize>,
    /// Rows that the headers take, 1 or 2.
    #[serde(default)]
    pub header_lines: usize,
    /// The columns from the left.
    pub columns: Vec<Column>,
}

impl Field {
    /// True when it tells who the customer is.
    pub fn is_key(self) -> bool {
        matches!(self, Self::Code | Self::Name)
    }
}

impl Mapping {
    /// True when some column tells who the customer is.
    pub fn has_key(&self) -> bool {
        self.columns.iter().any(|column| column.field.is_key())
    }
}

/// The best guess at how a sheet is to be read.
pub fn guess(sheet: &Sheet, vocabulary: &Vocabulary) -> Mapping {
    let rows = &sheet.rows;
    // Of equally good rows the first: a list below repeats its header on each printed page.
    let (mut header_row, mut header_lines, mut best) = (None, 1, 0);
    for idx in 0..rows.len().min(20) {
        let known = known_headers(&[&rows[idx]]);
        if known > best {
            (header_row, header_lines, best) = (Some(idx), 1, known);
        }
        // Two lines of headers say more together than either of them.
        if idx > 0 && is_wordy(&rows[idx]) {
            let known = known_headers(&[&rows[idx - 1], &rows[idx]]);
            // A phone that stands below the client manager is not the customer's.
            let others =
                |cell: &Cell| matches!(by_header(&cell.as_text()), Some(Field::Manager | Field::Child));
            let tells_apart = header_row == Some(idx) && rows[idx - 1].iter().any(others);
            if known > best || known == best && known > 0 && tells_apart {
                (header_row, header_lines, best) = (Some(idx), 2, known);
            }
        }
    }
    let first = header_row.map_or(0, |idx| idx + 1);
    let headers: Vec<Header> =
        header_row.map_or(Vec::new(), |idx| headers(&rows[idx + 1 - header_lines..=idx]));
    let width = rows.iter().skip(header_row.unwrap_or(0)).take(200).map(Vec::len).max().unwrap_or(0);
    let mut columns: Vec<Column> = (0..width.max(headers.len()))
        .map(|idx| {
            let header = headers.get(idx);
            let name = header.map(Header::text).filter(|name| !name.is_empty());
            let cells =
                rows.iter().skip(first).filter_map(|row| row.get(idx)).filter(|cell| !cell.is_blank());
            let samples: Vec<String> = cells.take(40).map(Cell::as_text).collect();
            let shown = |value: String| super::reduce::reduce(&value).0;
            let field = header.and_then(Header::field).unwrap_or_else(|| by_values(&samples, vocabulary));
            let hidden = matches!(field, Field::Sensitive | Field::IdNumber | Field::Child | Field::Record);
            let samples = if hidden { Vec::new() } else { samples.into_iter().take(3).map(shown).collect() };
            Column { header: name.unwrap_or_else(|| letters(idx)), field, samples }
        })
        .collect();
    keep_one_of_each(&mut columns);
    Mapping { header_row, header_lines, columns }
}

/// The header of a column: what stands above it, in one line or two.
struct Header {
    upper: String,
    lower: String,
}

impl Header {
    fn text(&self) -> String {
        let apart = if self.upper.is_empty() || self.lower.is_empty() { "" } else { " " };
        format!("{}{apart}{}", self.upper, self.lower)
    }

    fn field(&self) -> Option<Field> {
        let upper = by_header(&self.upper);
        if self.lower.is_empty() {
            return upper;
        }
        let both = by_header(&format!("{}{}", self.upper, self.lower));
        match by_header(&self.lower) {
            // The name below "client manager" is not the customer's, and a lunar calendar stands above its birthday.
            Some(lower) => both
                .filter(|both| {
                    (*both == Field::Manager && matches!(lower, Field::Name | Field::Phone | Field::Code))
                        || *both == Field::LunarBirthday
                        || self.is_about_a_child()
                })
                .or(Some(lower)),
            // What stands above several columns alone says nothing about one of them.
            None => both.filter(|both| upper != Some(*both) || *both == Field::Sensitive),
        }
    }

    fn is_about_a_child(&self) -> bool {
        by_header(&self.upper) == Some(Field::Child)
    }
}

/// The headers of one line, or of two, where the upper stands above all columns up to the next one.
fn headers(lines: &[Vec<Cell>]) -> Vec<Header> {
    let text = |line: &[Cell], idx: usize| line.get(idx).map(Cell::as_text).unwrap_or_default();
    let [upper, lower] = lines else {
        let line = lines.first().map(Vec::as_slice).unwrap_or_default();
        return (0..line.len()).map(|idx| Header { upper: String::new(), lower: text(line, idx) }).collect();
    };
    let mut above = String::new();
    (0..upper.len().max(lower.len()))
        .map(|idx| {
            let (own, lower) = (text(upper, idx), text(lower, idx));
            if !own.is_empty() || lower.is_empty() {
                above = own;
            }
            // Joined cells say the same in both lines.
            let upper = if above == lower { String::new() } else { above.clone() };
            Header { upper, lower }
        })
        .collect()
}

/// Nothing but short words: no line of a list, for that has numbers in it.
fn is_wordy(row: &[Cell]) -> bool {
    row.iter().all(|cell| match cell {
        Cell::Empty => true,
        Cell::Text(text) => {
            text.chars().count() <= 24 && text.chars().filter(char::is_ascii_digit).count() < 4
        }
        _ => false,
    })
}

/// How many columns are known below such headers; none when too few to be sure.
fn known_headers(lines: &[&Vec<Cell>]) -> usize {
    let lines: Vec<Vec<Cell>> = lines
        .iter()
        .map(|line| {
            // A header is short; a title such as "2026年客户名单" is one long cell and counts for little.
            let short = |cell: &Cell| match cell {
                Cell::Text(text) if text.chars().count() <= 24 => cell.clone(),
                _ => Cell::Empty,
            };
            line.iter().map(short).collect()
        })
        .collect();
    let fields: Vec<Field> = headers(&lines).iter().filter_map(Header::field).collect();
    let sure = fields.len() > 1 || fields.iter().any(|field| matches!(field, Field::Code | Field::Name));
    if sure {
        let first = |at: usize| !fields[..at].contains(&fields[at]) || REPEATABLE.contains(&fields[at]);
        (0..fields.len()).filter(|at| first(*at)).count()
    } else {
        0
    }
}

/// The field that a header names.
pub(super) fn by_header(header: &str) -> Option<Field> {
    let header: String = fold(header)
        .chars()
        .filter(|c| !matches!(c, '_' | '(' | ')' | ':' | '*' | '\'' | '\u{2019}'))
        .collect();
    if header.is_empty() {
        return None;
    }
    let hit = |word: &str| match word.strip_prefix('=') {
        Some(whole) => header == whole,
        None => header.contains(word),
    };
    // A yes/no column is told by its first word, before 客户 and 等级 inside it mislead.
    if header.starts_with("是否") {
        let flag = [Field::Consent, Field::DoNotContact, Field::GroupFlag];
        return WORDS
            .iter()
            .filter(|(field, _)| flag.contains(field))
            .find(|(_, words)| words.split('|').any(|word| header.contains(word.trim_start_matches("是否"))))
            .map(|(field, _)| *field);
    }
    WORDS.iter().find(|(_, words)| words.split('|').any(hit)).map(|(field, _)| *field)
}

/// What the values of a column without a telling header show.
fn by_values(samples: &[String], vocabulary: &Vocabulary) -> Field {
    let most = |is: &dyn Fn(&str) -> bool| {
        samples.len() >= 3 && samples.iter().filter(|value| is(value)).count() * 10 >= samples.len() * 8
    };
    let digits = |value: &str| value.bytes().all(|byte| byte.is_ascii_digit());
    if most(&|value| value.len() == 18 && value.get(..17).is_some_and(digits)) {
        Field::IdNumber
    } else if most(&|value| (16..=19).contains(&value.len()) && digits(value)) {
        Field::Sensitive
    } else if most(&|value| value.len() == 11 && value.starts_with('1') && digits(value)) {
        Field::Phone
    } else if most(&|value| matches!(value, "男" | "女")) {
        Field::Gender
    } else if most(&is_name) {
        Field::Name
    } else if most(&|value| split(value).all(|word| vocabulary.named(word).is_some())) {
        Field::Tags
    } else if most(&|value| value.chars().count() >= 8 && value.chars().any(crate::script::is_han)) {
        Field::Note
    } else {
        Field::Ignore
    }
}

/// The surnames of four people in five.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";

fn is_name(value: &str) -> bool {
    (2..=4).contains(&value.chars().count())
        && value.chars().all(crate::script::is_han)
        && value.chars().next().is_some_and(|surname| SURNAMES.contains(surname))
}

/// The words of a cell with several values.
pub(super) fn split(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(['、', ';', '\u{ff1b}', ',', '\u{ff0c}', '/', '|', '\n'])
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

/// Meanings that several columns can have.
const REPEATABLE: [Field; 12] = [
    Field::Ignore,
    Field::Sensitive,
    Field::Child,
    Field::Tags,
    Field::Avoids,
    Field::Note,
    Field::Groups,
    Field::GroupFlag,
    Field::Maturity,
    Field::MaturityAmount,
    Field::SchoolEntry,
    Field::Record,
];

/// A customer has one number, name, phone …: of several such columns the first counts, the others are left out.
fn keep_one_of_each(columns: &mut [Column]) {
    let mut seen = Vec::new();
    for column in columns {
        if REPEATABLE.contains(&column.field) {
            continue;
        }
        if seen.contains(&column.field) {
            column.field = Field::Ignore;
        } else {
            seen.push(column.field);
        }
    }
}

/// Column letters as Excel has them: A, B, …, Z, AA.
fn letters(mut idx: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (idx % 26) as u8));
        if idx < 26 {
            return name;
        }
        idx = idx / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) };
        let rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        Sheet { name: String::new(), rows, hidden: super::super::Hidden::default() }
    }

    fn fields(rows: &[&[&str]]) -> (Option<usize>, Vec<Field>) {
        let mapping = guess(&sheet(rows), &Vocabulary::with(&[]));
        (mapping.header_row, mapping.columns.iter().map(|column| column.field).collect())
    }

    #[test]
    fn finds_the_header_below_titles() {
        let rows: &[&[&str]] = &[
            &["城东支行个人客户名单"],
            &["制表日期:2026-11-20"],
            &[
                "序号",
                "客户号",
                "客户姓名",
                "出生日期",
                "手机号码",
                "是否代发工资客户",
                "管户客户经理",
                "备注",
            ],
            &["1", "001", "张三", "1980-01-01", "13812345678", "是", "王芳", "爱打牌"],
        ];
        let expected = [
            Field::Ignore,
            Field::Code,
            Field::Name,
            Field::Birthday,
            Field::Phone,
            Field::GroupFlag,
            Field::Manager,
            Field::Note,
        ];
        assert_eq!(fields(rows), (Some(2), expected.to_vec()));
    }

    #[test]
    fn english_headers_and_sensitive_columns() {
        let rows: &[&[&str]] = &[
            &["Customer No", "Name", "Birthday", "身份证号", "登录密码", "Tags"],
            &["1", "A", "", "", "x", ""],
        ];
        let expected =
            [Field::Code, Field::Name, Field::Birthday, Field::IdNumber, Field::Sensitive, Field::Tags];
        assert_eq!(fields(rows), (Some(0), expected.to_vec()));
    }

    #[test]
    fn values_tell_where_the_header_does_not() {
        let rows: &[&[&str]] = &[
            &["姓名", "甲", "乙"],
            &["张三", "13812345678", "掼蛋、钓鱼"],
            &["李四", "13912345678", "摄影"],
            &["王五", "13712345678", "钓鱼"],
        ];
        assert_eq!(fields(rows).1, [Field::Name, Field::Phone, Field::Tags]);
    }

    #[test]
    fn six_han_characters_are_eighteen_bytes_and_no_number() {
        let rows: &[&[&str]] = &[
            &["姓名", "甲"],
            &["张三", "湖北省武汉市"],
            &["李四", "江苏省南京市"],
            &["王五", "浙江省杭州市"],
        ];
        assert_eq!(fields(rows).1, [Field::Name, Field::Ignore]);
    }

    #[test]
    fn letters_are_those_of_excel() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
