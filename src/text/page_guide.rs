//! Short guides for the pages behind those of the menu.

use super::Lang;

/// A page behind those of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Behind {
    Person,
    Review,
    Vocabulary,
    Circle,
    Playbook,
    Event,
    Briefs,
    Restore,
}

/// What the page is for and how it is used.
pub fn page_guide(lang: Lang, page: Behind) -> &'static [&'static str] {
    let lines: [&'static [&'static str]; 2] = match page {
        Behind::Person => [
            &[
                "喜好与忌讳（点开就是备注原话）、推荐的做法与理由、所在的圈子、本季度的安排。",
                "“差一点就属于”的圈子旁边写着下次见面该问的那一句话，问到了记成备注，圈子就会更新。",
                "联系过后记一笔怎么样，以后的推荐会参考；要见面就打印拜访提纲。",
            ],
            &[
                "Everything about one customer: likes and avoids with the words of the notes behind them, what suits and why, circles, this quarter.",
                "Beside a circle that the customer nearly belongs to is the question that would decide; note the answer, and the circles follow.",
                "Record how a contact went, and later proposals learn from it; print a brief before a visit.",
            ],
        ],
        Behind::Review => [
            &[
                "这里是从备注里读出、但还没有把握的标签，旁边是原话。",
                "认可、去掉，或反过来（喜欢改成要避免）；没确认的标签不进圈子，也不作为推荐的依据。",
            ],
            &[
                "Tags that were read from notes without certainty, each with its words.",
                "Accept, drop or flip (a like into an avoid). Until then a tag counts for no circle and no suggestion.",
            ],
        ],
        Behind::Vocabulary => [
            &[
                "标签词表：每个标签有哪些说法，多少人用到。添一种说法，以后备注里出现就认得。",
                "意思相同的标签可以合并，用不着的可以停用；词表能导出给别的网点。",
            ],
            &[
                "The tags, the words people write for them, and how many use each. Add a word, and it is understood in notes at once.",
                "Tags that mean the same can be merged, others switched off; the vocabulary can be handed to another branch.",
            ],
        ],
        Behind::Circle => [
            &[
                "这个圈子的规则、为什么不是巧合、和全体客户差在哪里，以及每位成员凭哪几样属于它。",
                "可以改名、固定、按性情或需要拆开、与别的圈子合并，或写明理由把某人移出；重新寻找时都会保留。",
            ],
            &[
                "The circle's rule, why it is not chance, how it differs from everybody, and by what each member belongs to it.",
                "Rename, pin, split by temperament or need, merge with another, or remove somebody with a reason; the next search keeps your changes.",
            ],
        ],
        Behind::Playbook => [
            &[
                "能为客户做的事都在这里，每一条写明适合谁、不能打扰谁、花费、时间、场地和说法。",
                "改了哪一条都有标记，随时可以恢复原样；停用的做法不再进推荐和计划。",
            ],
            &[
                "What can be done for customers: whom it fits, whom it must not reach, cost, time, room and wording.",
                "Changes are marked and can be taken back one by one; what is switched off is neither proposed nor planned.",
            ],
        ],
        Behind::Briefs => [
            &[
                "见面之前看一眼的单子：为什么去、喜好与忌讳、上次谈了什么、该问的一句话。",
                "在季度计划的周视图里点“本周拜访提纲”，或在客户页点“拜访提纲”，要见的人就排在这里；打印出来每张纸两位。",
            ],
            &[
                "What to look at before a visit: why you are going, likes and avoids, what was said last time, the question to ask.",
                "Take them from the week of the plan or from a customer's page; on paper there are two to a sheet.",
            ],
        ],
        Behind::Restore => [
            &[
                "选备份文件，输入做备份时的口令或恢复码，先看里面有多少客户、是哪天的，再决定换上还是合并。",
                "换上之前的内容可以撤销找回；别的经理的备份可以合并，同一位客户逐项确认。",
            ],
            &[
                "Choose a backup, give its passphrase or recovery code, see how many customers it holds and of which day, then replace or merge.",
                "What was there before comes back by undo; a colleague's backup can be merged, person by person and field by field.",
            ],
        ],
        Behind::Event => [
            &[
                "这场活动的名单、候补、座位、分工和筹备日期；“替下”换人，“换位置”调座，“改到”换周，角色可以指定；每次都说明要通知谁。",
                "打印出来是签到表和名签；签到表给客人看，不写任何忌讳。",
            ],
            &[
                "Guests, substitutes, seats, roles and the dates of what is to be prepared; swap a guest, move a seat, give a role or move the event, and whom to tell is listed.",
                "Printed, it is a check-in list and name cards; guests see them, so they say nothing of what to avoid.",
            ],
        ],
    };
    let [zh, en] = lines;
    lang.pick(zh, en)
}
