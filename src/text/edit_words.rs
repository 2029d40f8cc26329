//! Changes by name: what was kept, what undo has taken back.

#![allow(missing_docs, reason = "the name of a word is its meaning; the sentence stands below")]

use super::Lang;

/// Names of the kinds of changes.
pub struct EditWords {
    pub opened: &'static str,
    pub list: &'static str,
    pub circles: &'static str,
    pub plan: &'static str,
    pub wishes: &'static str,
    pub settings: &'static str,
    pub scenarios: &'static str,
    pub forgotten: &'static str,
    pub name: &'static str,
    pub circle: &'static str,
    pub tags: &'static str,
    pub note: &'static str,
    pub apart: &'static str,
    pub contact: &'static str,
    pub playbook: &'static str,
    pub wording: &'static str,
    pub resources: &'static str,
    pub consent: &'static str,
    pub experts: &'static str,
    pub question: &'static str,
    pub avoid: &'static str,
    pub facts: &'static str,
    pub vocabulary: &'static str,
    pub conditions: &'static str,
    pub refusals: &'static str,
}

static ZH: EditWords = EditWords {
    opened: "打开网点",
    list: "导入名单",
    circles: "寻找圈子",
    plan: "排计划",
    wishes: "对计划的决定",
    settings: "计划的限制",
    scenarios: "方案",
    forgotten: "彻底删除客户",
    name: "网点名称",
    circle: "圈子调整",
    tags: "客户标签",
    note: "备注",
    apart: "不便同场",
    contact: "接触记录",
    playbook: "做法手册",
    wording: "邀约文字",
    resources: "可对接的资源",
    consent: "征询同意",
    experts: "专家名单",
    question: "客户的问题",
    avoid: "对忌讳的决定",
    facts: "客户资料",
    vocabulary: "标签词表",
    conditions: "常用条件",
    refusals: "联系与画像意愿",
};

static EN: EditWords = EditWords {
    opened: "opening a branch",
    list: "importing a list",
    circles: "finding circles",
    plan: "making the plan",
    wishes: "a decision about the plan",
    settings: "limits of the plan",
    scenarios: "scenarios",
    forgotten: "deleting a customer",
    name: "name of the branch",
    circle: "a change of a circle",
    tags: "tags of customers",
    note: "a note",
    apart: "who must not meet",
    contact: "a contact",
    playbook: "the playbook",
    wording: "wording",
    resources: "resources",
    consent: "consent",
    experts: "experts",
    question: "a question",
    avoid: "a decision about an avoid",
    facts: "facts about customers",
    vocabulary: "the vocabulary",
    conditions: "saved conditions",
    refusals: "what a customer refuses",
};

/// The names in a language.
pub fn edit_words(lang: Lang) -> &'static EditWords {
    lang.pick(&ZH, &EN)
}
