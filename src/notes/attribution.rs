//! Whose clause it is: the customer's, the household's or somebody else's.
//!
//! A family member as subject holds until the subject visibly changes back or a new sentence begins; company
//! (陪孙子, 两口子) is the customer; a ban passed on by the family restricts the customer; calling words at the
//! beginning of a note (张姐, 老爷子) are the customer. Leaves alone which dimensions count for the household: see
//! `counts`.

use super::cue::{self, Cue};
use super::matcher::Note;
use super::negation::is_word;
use crate::book::Dimension;

/// Whose words these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The customer.
    Customer,
    /// A spouse; the word tells whether he or she is meant.
    Spouse(char),
    /// Another member of the household.
    Household,
    /// Somebody whose tags are never noted.
    Other,
}

/// From a character on, an owner; `said` marks a clause that begins with it, `banned` one in which the family forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// First character it holds for.
    pub at: usize,
    /// Who.
    pub owner: Owner,
    /// A ban passed on: the word that forbids.
    pub ban: Option<(usize, usize)>,
}

/// Calling words that are the customer even without a surname.
const CALLED: &[&str] = &[
    "阿姨",
    "老爷子",
    "老太太",
    "老先生",
    "老人家",
    "大爷",
    "大妈",
    "大娘",
    "大叔",
    "老板",
    "老板娘",
    "师傅",
    "大姐",
    "大哥",
    "老大姐",
    "老大爷",
    "姑娘",
    "小姑娘",
    "小伙子",
    "小伙",
    "掌柜",
    "掌柜的",
    "客户",
    "女士",
    "阿婆",
    "阿公",
];
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳唐罗薛雷贺倪汤滕殷毕郝安常于傅齐康伍余顾孟黄穆萧尹姚邵汪毛狄米贝戴宋庞熊纪舒项祝董梁杜阮蓝闵季贾江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房丁邓洪包石崔吉龚程邢裴陆翁段侯武刘龙叶白赖卓乔曾关欧曲尚文聂易肖";
/// Characters right before a person that make the person no subject.
const PREPOSITIONS: &str = "跟和同与陪带给替帮为让被叫约教送请找对听问拉管怕像由随是喊托把向见养比靠看等背离";

/// The turns of every clause, in order.
pub fn turns(note: &Note, dimension_of: &dyn Fn(u16) -> Dimension) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut owner = Owner::Customer;
    for (number, clause) in note.clauses.iter().enumerate() {
        if clause.fresh || returns_after_need(note, number, owner, dimension_of) {
            owner = Owner::Customer;
        }
        if let Some(back) = pronoun(note, clause.start, owner) {
            owner = back;
        }
        turns.push(Turn { at: clause.start, owner, ban: None });
        let mut relayed = false;
        let persons: Vec<Cue> = note.cues_in(clause.start, clause.end, cue::PERSON).copied().collect();
        for (place, person) in persons.iter().enumerate() {
            let previous = place.checked_sub(1).and_then(|at| persons.get(at));
            let Some(turn) = step(note, clause.start, person, previous, owner, relayed) else { continue };
            relayed |= turn.owner == Owner::Customer && speaks(note, person.end).is_some();
            owner = turn.owner;
            turns.push(turn);
        }
    }
    turns
}

/// What one word about a person changes.
fn step(
    note: &Note,
    from: usize,
    person: &Cue,
    previous: Option<&Cue>,
    owner: Owner,
    relayed: bool,
) -> Option<Turn> {
    let turn = |owner, ban| Some(Turn { at: person.start, owner, ban });
    if person.is(cue::BAN) {
        let forbids =
            note.find(person.start, person.end, "不").or_else(|| note.find(person.start, person.end, "反对"));
        return turn(Owner::Customer, forbids.map(|at| (at, person.end)));
    }
    if is_called(note, person) {
        return turn(Owner::Customer, None);
    }
    if person.is(cue::BACK) {
        let ours = !previous.is_some_and(|p| p.end == person.start && !p.is(cue::BACK));
        return if ours { turn(Owner::Customer, None) } else { None };
    }
    if person.is(cue::JOINT) {
        let together = is_word(
            note,
            person,
            &["都爱", "也都爱", "彼此", "都", "主动", "一起", "一同", "一块", "一块儿", "一道"],
        );
        return if together { None } else { turn(Owner::Customer, None) };
    }
    if !person.is(cue::OTHER | cue::HOUSEHOLD) {
        return None;
    }
    // 邻居孩子 and 闺蜜老公 are as foreign as the first of them.
    if previous.is_some_and(|p| p.end == person.start && p.is(cue::OTHER)) && owner == Owner::Other {
        return None;
    }
    let foreign = person.is(cue::OTHER) && !person.is(cue::HOUSEHOLD);
    let whose = ["家", "孩子", "儿子", "女儿"].iter().any(|kin| note.at(person.end, kin).is_some());
    if foreign && whose {
        return turn(Owner::Other, None);
    }
    let lead =
        person.start.checked_sub(1).filter(|at| *at >= from).and_then(|at| note.chars.get(at)).copied();
    let crowd = person.start >= from + 2 && matches!(note.chars[person.start - 2], '一' | '这' | '那' | '大');
    if foreign && !crowd && lead.is_some_and(|c| "替帮给为".contains(c)) {
        return turn(Owner::Other, None);
    }
    if lead.is_some_and(|c| PREPOSITIONS.contains(c)) && !is_copula_subject(note, from, person) {
        return None;
    }
    if !begins(note, from, person.start) {
        return None;
    }
    if !foreign {
        if let Some(forbids) = note.cues_in(person.end, person.end + 6, cue::FORBID).next() {
            if forbids.start - person.end <= 2 {
                return turn(Owner::Customer, Some((forbids.start, forbids.end)));
            }
        }
        if speaks(note, person.end).is_some() || relayed {
            return turn(Owner::Customer, None);
        }
    }
    turn(if foreign { Owner::Other } else { household(note, person) }, None)
}

/// 是孙女爱热闹: a copula at the beginning leaves the person a subject.
fn is_copula_subject(note: &Note, from: usize, person: &Cue) -> bool {
    note.chars[person.start - 1] == '是' && begins(note, from, person.start)
}

/// A word of speaking right after a person: what follows is about the customer.
fn speaks(note: &Note, at: usize) -> Option<Cue> {
    note.cues_in(at, (at + 5).min(note.chars.len()), cue::SPEECH)
        .find(|speech| speech.start <= at + 2)
        .copied()
}

/// Whether only filling words stand between the beginning of the clause and a person.
fn begins(note: &Note, from: usize, to: usize) -> bool {
    let times: usize = note.cues_in(from, to, cue::TIME).map(|cue| cue.end - cue.start).sum();
    let filling = note.chars[from..to]
        .iter()
        .filter(|c| "他她其我们客户家里的但而可说有是还又也就".contains(**c))
        .count();
    let hits = note.hits.iter().any(|hit| hit.start >= from && hit.end <= to);
    let felt = note.cues_in(from, to, cue::LIKE | cue::DISLIKE | cue::WANT).next().is_some();
    !hits && !felt && (to - from).saturating_sub(times + filling) <= 2
}

fn household(note: &Note, person: &Cue) -> Owner {
    if is_word(note, person, &["老公", "丈夫", "先生", "男朋友", "她老公", "老头子", "老头", "男友"])
    {
        Owner::Spouse('他')
    } else if is_word(note, person, &["老婆", "妻子", "太太", "媳妇", "夫人", "女朋友", "他老婆", "内人"])
    {
        Owner::Spouse('她')
    } else if is_word(note, person, &["爱人", "他爱人", "她爱人", "老伴", "老伴儿", "对象"]) {
        Owner::Spouse(' ')
    } else {
        Owner::Household
    }
}

/// 他 or 她 at the beginning of a clause is the customer, unless it fits the spouse who is spoken of.
fn pronoun(note: &Note, at: usize, owner: Owner) -> Option<Owner> {
    let first = *note.chars.get(at)?;
    let second = if matches!(first, '就' | '而' | '但' | '唯') {
        note.chars.get(at + 1).copied()
    } else {
        Some(first)
    };
    let said = second.filter(|c| matches!(c, '他' | '她' | '佢'))?;
    let person = note
        .cues
        .iter()
        .any(|cue| cue.is(cue::OTHER | cue::HOUSEHOLD) && cue.start <= at + 1 && cue.end > at + 1);
    match owner {
        _ if person => None,
        Owner::Spouse(fits) if fits == said => None,
        _ => Some(Owner::Customer),
    }
}

/// After a clause about a child's school or a parent's care the customer is the subject again.
fn returns_after_need(
    note: &Note,
    number: usize,
    owner: Owner,
    dimension_of: &dyn Fn(u16) -> Dimension,
) -> bool {
    let need = |hit: &&super::matcher::Hit| dimension_of(hit.tag) == Dimension::Need;
    owner == Owner::Household
        && number > 0
        && note.hits.iter().filter(|hit| hit.clause + 1 == number).any(|hit| need(&hit))
}

/// A calling word: at the beginning of the note, or with a surname before it.
fn is_called(note: &Note, person: &Cue) -> bool {
    let surname =
        person.start.checked_sub(1).and_then(|at| note.chars.get(at)).is_some_and(|c| SURNAMES.contains(*c));
    let leads = person.start <= 1 && surname || person.start == 2 && surname && note.chars[0] == '老';
    if person.is(cue::ADDRESS) || is_word(note, person, &["哥哥", "姐姐"]) {
        return leads || person.start == 0 && is_word(note, person, CALLED);
    }
    false
}

/// Whether a title is an address and not a job: 找李老师学的书法, 张医生推荐.
pub fn is_title(note: &Note, start: usize, end: usize) -> bool {
    let title = ["老师", "医生", "主任", "教授", "大夫", "护士", "会计", "校长", "师傅", "司机"]
        .iter()
        .any(|title| note.at(start, title) == Some(end));
    let named = start.checked_sub(1).and_then(|at| note.chars.get(at)).is_some_and(|c| SURNAMES.contains(*c));
    let free = start < 2 || {
        let c = note.chars[start - 2];
        !crate::script::is_han(c) || "找跟问给和请叫让由听老小是被与对".contains(c)
    };
    title && named && free
}

/// Who owns the words at a character.
pub fn owner_at(turns: &[Turn], at: usize) -> Turn {
    let turn = turns.iter().rev().find(|turn| turn.at <= at);
    turn.copied().unwrap_or(Turn { at: 0, owner: Owner::Customer, ban: None })
}

/// Whether a tag of this dimension counts for this owner; `own_clause` says that the person stands in the same clause.
pub fn counts(owner: Owner, dimension: Dimension, own_clause: bool) -> bool {
    match (owner, dimension) {
        (Owner::Customer, _) => true,
        (Owner::Other, Dimension::Preference) => !own_clause,
        (Owner::Other, _) => false,
        (_, Dimension::Need) => true,
        (Owner::Household, Dimension::Product | Dimension::Preference) => !own_clause,
        (Owner::Spouse(_), Dimension::Preference) => !own_clause,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::book::Vocabulary;
    use crate::notes::Tagger;

    fn tags(note: &str) -> Vec<String> {
        Tagger::new(&Vocabulary::with(&[])).mentions(note).into_iter().map(|mention| mention.tag).collect()
    }

    #[test]
    fn interests_are_the_customers_own() {
        assert_eq!(tags("老公爱钓鱼,她自己只爱烘焙"), ["int.baking"]);
        assert_eq!(tags("员工都爱打羽毛球"), Vec::<String>::new());
        assert_eq!(tags("跟老伴一起跳广场舞"), ["int.dance"]);
        assert_eq!(tags("张阿姨爱唱歌"), ["int.singing"]);
    }

    #[test]
    fn needs_are_the_households() {
        assert_eq!(tags("孙子九月上小学"), ["need.primary"]);
        assert_eq!(tags("邻居孩子要留学"), Vec::<String>::new());
    }

    #[test]
    fn a_title_is_no_job() {
        assert_eq!(tags("找李老师学的书法"), ["int.calligraphy"]);
    }
}
