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
    /// Passwords, card numbers, religion and the like: never read.
    Sensitive,
}

/// Words for each field, most telling first. `=` in front asks for the whole header.
const WORDS: &[(Field, &str)] = &[
    (Field::Sensitive, "密码|验证码|cvv|卡号|账号|帐号|宗教|政治面貌|民族|征信|病史|健康状况|password|cardnumber|religion"),
    (Field::IdNumber, "证件号|身份证|idnumber|idcardno"),
    (Field::Ignore, "=序号|=编号|=no|=no.|=#|证件类型|数据日期|idtype"),
    (Field::Code, "客户号|客户编号|客户id|客户代码|ecif|核心客户|customerno|customerid|customercode|=code|=id"),
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
    (Field::Assets, "aum|金融资产|资产余额|总资产|资产总额|管理资产|assets"),
    (Field::SchoolEntry, "入学年份|子女入学|孩子入学|上小学年份|schoolentry"),
    (Field::Occupation, "职业|行业|工作单位|occupation|=job|profession"),
    (Field::Personality, "性格|personality|temperament"),
    (Field::Avoids, "忌讳|禁忌|不喜欢|避免|雷区|=avoid|=avoids|dislikes"),
    (Field::Tags, "标签|兴趣|爱好|喜好|偏好|需求|特征|=tags|interests|hobbies|=needs"),
    (Field::Note, "备注|跟进记录|客户画像|维护记录|沟通|纪要|描述|情况说明|=note|=notes|remark|comment"),
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
    /// Index of the row that holds the headers; `None` when the list begins at once.
    pub header_row: Option<usize>,
    /// The columns from the left.
    pub columns: Vec<Column>,
}

impl Mapping {
    /// True when some column tells who the customer is.
    pub fn has_key(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.field, Field::Code | Field::Name))
    }
}

/// The best guess at how a sheet is to be read.
pub fn guess(sheet: &Sheet, vocabulary: &Vocabulary) -> Mapping {
    let header_row = (0..sheet.rows.len().min(20))
        .map(|idx| (idx, known_headers(&sheet.rows[idx])))
        .filter(|(_, known)| *known > 0)
        // Of equally good rows the first: a list below repeats its header on each printed page.
        .max_by_key(|(idx, known)| (*known, usize::MAX - idx))
        .map(|(idx, _)| idx);
    let first = header_row.map_or(0, |idx| idx + 1);
    let width = sheet.rows.iter().skip(header_row.unwrap_or(0)).take(200).map(Vec::len).max().unwrap_or(0);
    let mut columns: Vec<Column> = (0..width)
        .map(|idx| {
            let header =
                header_row.and_then(|row| sheet.rows[row].get(idx)).map(Cell::as_text).unwrap_or_default();
            let cells =
                sheet.rows.iter().skip(first).filter_map(|row| row.get(idx)).filter(|cell| !cell.is_blank());
            let samples: Vec<String> = cells.take(40).map(Cell::as_text).collect();
            let field = by_header(&header).unwrap_or_else(|| by_values(&samples, vocabulary));
            let header = if header.is_empty() { letters(idx) } else { header };
            let samples =
                if field == Field::Sensitive || field == Field::IdNumber { Vec::new() } else { samples };
            Column { header, field, samples: samples.into_iter().take(3).collect() }
        })
        .collect();
    keep_one_of_each(&mut columns);
    Mapping { header_row, columns }
}

fn known_headers(row: &[Cell]) -> usize {
    row.iter()
        // A header is short; a title such as "2026年客户名单" is one long cell and counts for little.
        .filter(|cell| matches!(cell, Cell::Text(text) if text.chars().count() <= 24))
        .filter(|cell| by_header(&cell.as_text()).is_some())
        .count()
}

/// The field that a header names.
fn by_header(header: &str) -> Option<Field> {
    let header: String = fold(header).chars().filter(|c| !matches!(c, '_' | '(' | ')' | ':' | '*')).collect();
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
    } else if most(&|value| split(value).all(|word| vocabulary.named(word).is_some())) {
        Field::Tags
    } else if most(&|value| value.chars().count() >= 8 && value.chars().any(crate::script::is_han)) {
        Field::Note
    } else {
        Field::Ignore
    }
}

/// The words of a cell with several values.
pub(super) fn split(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(['、', ';', '\u{ff1b}', ',', '\u{ff0c}', '/', '|', '\n'])
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

/// A customer has one number, name, phone …: of several such columns the first counts, the others are left out.
fn keep_one_of_each(columns: &mut [Column]) {
    let repeatable = [
        Field::Ignore,
        Field::Sensitive,
        Field::Tags,
        Field::Avoids,
        Field::Note,
        Field::Groups,
        Field::GroupFlag,
        Field::Maturity,
        Field::MaturityAmount,
        Field::SchoolEntry,
    ];
    let mut seen = Vec::new();
    for column in columns {
        if repeatable.contains(&column.field) {
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
        Sheet { name: String::new(), rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect() }
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
