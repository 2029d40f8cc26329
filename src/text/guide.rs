//! Help inside the page: what each page is for, the words of the trade, and the tour of seven steps.

use super::Lang;

/// What a guide speaks of: the entries of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Topic {
    Home,
    Book,
    Circles,
    Care,
    Plan,
    Export,
    Privacy,
}

impl Topic {
    /// All of them, in the order of the tour.
    pub const ALL: [Self; 7] =
        [Self::Home, Self::Book, Self::Circles, Self::Care, Self::Plan, Self::Export, Self::Privacy];
}

/// The fixed words of help, tour and presenting.
#[allow(missing_docs)]
pub struct GuideWords {
    pub title: &'static str,
    pub this_page: &'static str,
    pub glossary: &'static str,
    pub keys: &'static str,
    pub show: &'static str,
    pub tour: &'static str,
    pub tour_step: &'static str,
    pub back: &'static str,
    pub on: &'static str,
    pub end: &'static str,
    pub presenting: &'static str,
    pub presenting_hint: &'static str,
    pub compact: &'static str,
    pub help: &'static str,
    pub still_masked: &'static str,
    pub end_presenting: &'static str,
    pub why: &'static str,
}

/// The words in a language.
pub fn guide_words(lang: Lang) -> &'static GuideWords {
    lang.pick(&ZH, &EN)
}

static ZH: GuideWords = GuideWords {
    title: "帮助",
    this_page: "这一页怎么用",
    glossary: "名词",
    keys: "快捷键",
    show: "显示",
    tour: "七步看一遍",
    tour_step: "第",
    back: "上一步",
    on: "下一步",
    end: "结束",
    presenting: "演示模式",
    presenting_hint: "大字、遮名；← → 翻页，Esc 退出",
    compact: "紧凑行距 开/关",
    help: "帮助",
    end_presenting: "结束演示",
    still_masked: "演示结束。姓名仍然遮住，按 M 显示。",
    why: "为什么是这个数：",
};

static EN: GuideWords = GuideWords {
    title: "Help",
    this_page: "This page",
    glossary: "Glossary",
    keys: "Keys",
    show: "Display",
    tour: "Seven-step tour",
    tour_step: "Step",
    back: "Back",
    on: "Next",
    end: "End",
    presenting: "Presenter mode",
    presenting_hint: "Large type, names masked; ← → turn the page, Esc ends it",
    compact: "Compact rows on/off",
    help: "Help",
    end_presenting: "End presenting",
    still_masked: "Presenting has ended. Names are still masked; M shows them.",
    why: "Why this number:",
};

/// What a page is for and how it is used, in short sentences.
pub fn guide(lang: Lang, topic: Topic) -> &'static [&'static str] {
    match topic {
        Topic::Home => lang.pick(
            &[
                "今天和这一周要做的事都在这里：谁的生日、谁的存款到期、哪场活动该着手准备、哪些问题还没答复。",
                "每一行点开就到那位客户或那场活动；做完记一笔，下次计划就会参考。",
                "“每位经理三个问题”是下次见面顺口一问，就最能补全圈子与计划的事。",
            ],
            &[
                "What to do today and this week: birthdays, maturities, events to prepare, questions that wait for an answer.",
                "Each line leads to the person or the event; record what happened, and the next plan learns from it.",
                "The three questions are those whose answers would improve circles and plan most.",
            ],
        ),
        Topic::Book => lang.pick(
            &[
                "导入行里的名单（Excel、CSV 都行），养客会认列、查错，说明哪些没有进来、为什么。",
                "备注照平时的话写，喜好与忌讳自动标出，一键认可、去掉或反过来；点标签就能看到原话。",
                "找人用姓名、拼音或手机尾号；“组合条件”一层层筛选并可留存；“粘贴一列打标签”能给 Excel 里挑好的人一次打上标签。",
                "下个月再导入新名单，会先列出谁是新的、哪一项变了，确认后才写入，可以撤销。",
            ],
            &[
                "Import the bank's list (Excel or CSV): columns are recognised, faults are listed with their place and a way out.",
                "Write notes in everyday words; likes and avoids are marked at once, to accept, drop or flip by key. Each tag leads to its sentence.",
                "Find people by name, pinyin or the end of their number; combine conditions and save them; tag a column of names pasted from a sheet.",
                "Import again next month: who is new and what changes is shown first, and can be undone.",
            ],
        ),
        Topic::Circles => lang.pick(
            &[
                "圈子把分散在各个旧客群里、却合得来的人找到一起。一个圈子就是一句话能说清的规则。",
                "每个圈子都写明“为什么不是巧合”：实际人数与随机情况下会有的人数相比。",
                "可以改名、固定、拆分、合并，也可以把某人移出并写下原因；再找一次圈子时都会保留。",
            ],
            &[
                "Circles bring together people who belong together across the old groups. Each is a rule that fits in one sentence.",
                "Each says why it is not chance: how many people there are against how many chance would give.",
                "Rename, pin, split, merge, or remove a person with a reason; the next search keeps your changes.",
            ],
        ),
        Topic::Care => lang.pick(
            &[
                "做法手册里是能为客户做的事：适合谁、不能打扰谁、花多少钱和时间、要守什么规矩。都可以改。",
                "“要避免”与“推荐”同样重要：怕热闹的不请去大场面，不爱推销的不谈产品。破例要写理由。",
                "“待答的问题”列着客户问过还没答的，超期的排在前面；“资源对接”把一位客户的需要和另一位的所长、行里的资源配起来，两边同意才透露姓名。",
                "“照料的分量”比较喜静与爱热闹的客户各得到多少，差得越少越公平。",
                "适当性守卫没有开关：风险不匹配、承诺收益、以存款换资源，计划和文字里都过不去。",
            ],
            &[
                "The playbook holds what can be done: whom it fits, whom it must not reach, cost, time, rules to mind. All of it can be changed.",
                "What to avoid ranks with what to do: no crowds for the shy, no pitch for those who dislike it. Overriding needs a reason.",
                "Open questions are what customers asked and nobody answered, overdue ones first; resources bring a need together with what another customer or the bank can give, and names are told only when both agree.",
                "The worth of care compares what quiet and lively customers receive: the nearer, the fairer.",
                "The suitability guard has no switch: risk that does not match, promised yields, help priced in deposits never pass.",
            ],
        ),
        Topic::Plan => lang.pick(
            &[
                "计划把圈子和做法排进十三周，不超预算、工时和场地，也不过分打扰任何人，并证明离最好的计划最多差多少。",
                "把活动拖到别的日子就能改期；打开活动可以换人、看座位、打印签到表。每次调整都说明要通知谁，一步可撤销。",
                "排不上的人和办不到的要求都写明原因；几份方案可以并排比较。",
            ],
            &[
                "The plan puts circles and approaches into thirteen weeks within money, hours and rooms, disturbs nobody too often, and proves how far, at most, it is from the best.",
                "Drag an event to move it; open it for guests, seats and the check-in list. Each change says whom to tell, and one step takes it back.",
                "Who is not placed and what cannot be has its reason; scenarios stand side by side.",
            ],
        ),
        Topic::Export => lang.pick(
            &[
                "工作簿、计划书、日历文件、打印：带走的姓名默认遮住，要全名须先选用途。",
                "日历文件再次导入时会更新原来的日程，不会重复。",
                "请常存备份：备份用您的口令加密，换电脑也能打开。",
            ],
            &[
                "Workbook, document, calendar, print: names are masked unless a purpose is chosen.",
                "Importing the calendar file again updates its entries instead of duplicating them.",
                "Keep backups: they are encrypted by your passphrase and open on any computer.",
            ],
        ),
        Topic::Privacy => lang.pick(
            &[
                "全部计算都在这台电脑的浏览器里，本页不发出任何网络请求；这里能看到策略、请求次数和每一份数据存在哪里。",
                "真实名单用口令加密保存，离开座位请按 Ctrl+L 锁定；M 键随时遮住姓名。",
                "可以导出或彻底删除某一位客户的全部资料，也可以清空本机。",
            ],
            &[
                "Everything is computed in this browser, and the page makes no requests; here are the policy, the count of requests, and where each byte lies.",
                "Real customers are encrypted by a passphrase; lock with Ctrl L when you leave, mask names with M.",
                "Hand out or delete everything about one person, or wipe this computer.",
            ],
        ),
    }
}

/// Terms of the page with their meaning.
pub fn glossary(lang: Lang) -> &'static [(&'static str, &'static str)] {
    lang.pick(
        &[
            ("旧客群", "行里原来的分法，如代发户、商户、老年客户；一位客户可以属于几个。"),
            ("圈子", "跨旧客群、因共同喜好、性情或需要而合得来的一群人，由一条看得懂的规则界定。"),
            ("要避免", "有依据的忌讳：来自标签、拒绝、过往反应、年龄或职务；计划不会违反。"),
            ("必办", "由日期决定的事：生日、存款到期。"),
            ("把握", "估计这条规则挑得准不准：挑出的人有多少真合得来，合得来的又漏了多少，合成一个数。"),
            ("旧客群能解释的程度", "只看旧客群能猜中圈子的程度；越低，说明圈子看到了旧客群看不到的东西。"),
            ("距最优至多", "这份计划比最好的可能最多低多少（最好的算 100 分）；由价格证书算出，可以复核。"),
            ("放宽限制值多少", "某项限制多一点，计划大约能好多少；准确结果以重排为准。"),
            ("预期价值", "每次安排按适合程度、客户分量和次数打分，加总起来的数；与钱无关，只用来比较两份计划。"),
            ("示例值", "没有您的数据时先用的数，如费用和时间；请改成网点的实际情况。"),
            ("新鲜度", "标签记下多久了：新、渐旧、过期；旧的少算或不算。"),
        ],
        &[
            ("Old group", "The bank's own division, such as payroll or merchants; a customer can be in several."),
            ("Circle", "People across old groups who share interest, temperament or need, by a rule that can be read."),
            ("Avoid", "What must not be done, with its proof: tags, refusals, reactions, age, office. No plan goes against it."),
            ("Must-do", "A contact tied to a date: a birthday, a maturity."),
            ("Confidence", "How well a circle's rule is thought to pick: how many of those it picks belong, and how few who belong it leaves out, in one figure."),
            ("How much the old groups explain", "How far the old groups alone tell the circles: the lower, the more circles see what groups do not."),
            ("Gap to the best, at most", "How far below the best possible plan this one is at most, the best being 100; computed from prices, and can be checked."),
            ("What a limit is worth", "About how much better the plan gets with a little more; planning again gives the exact figure."),
            ("Expected value", "Points for each contact by how well it suits, how much the customer counts and how often they are met, added up. Not money; only for comparing plans."),
            ("Sample value", "A number used until yours is known, such as cost and time; change it."),
            ("Freshness", "How long ago a tag was noted: fresh, ageing, stale. Old ones count less or not at all."),
        ],
    )
}
