//! Why a number is what it is: what is counted, what is left out, and where it can be changed.

use super::Lang;

/// A number that pages show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Figure {
    Customers,
    Rows,
    Ready,
    LeftOut,
    Joined,
    Circles,
    InCircles,
    Explained,
    InSeveral,
    InOne,
    Reached,
    Events,
    MustDos,
    OneToOnes,
    Spent,
    Hours,
    Quiet,
    Gap,
    WorthGap,
    Requests,
    Blocked,
    Cohesion,
    CareHeads,
    CareTouches,
    YuanHead,
    EffectHead,
    ApproachCost,
    EventCost,
    Absent,
    CheckMoney,
    FullestWeek,
    MonthCap,
    QuietReached,
    Value,
}

/// The reason in words.
pub fn why(lang: Lang, figure: Figure) -> &'static str {
    let both = match figure {
        Figure::Customers => [
            "客户簿里的全部客户，包括不愿被联系的和不愿被画像的。导入、新增、删除之后跟着变。",
            "Everybody in the book, also those who want no contact or no profiling. It follows every import, addition and deletion.",
        ],
        Figure::Rows => [
            "文件里表头以下、不是空行也不是合计的行。",
            "Rows below the header that are neither empty nor totals.",
        ],
        Figure::Ready => [
            "放得进客户簿的客户：有姓名或客户号，几行说的是同一位就合成一位。点“放入客户簿”之前，什么都没有改。",
            "Customers that can come in: they have a name or a number, and rows about one person are merged. Nothing changes until they are put into the book.",
        ],
        Figure::LeftOut => [
            "没有姓名也没有客户号、认不出是谁的行；下面“需要留意”里逐条写着位置和怎么办。",
            "Rows with neither name nor number, so that nobody can tell whose they are; each stands below with its place and a way out.",
        ],
        Figure::Joined => [
            "说的是前面已经有的客户，内容并进去了；有矛盾的地方在下面让您选。",
            "Rows about somebody who was there before; what they say was merged; where they differ, choose below.",
        ],
        Figure::Circles => [
            "找到并列出的圈子：每一个都比巧合多得多，个数和人数在您定的范围里，而且没有两个大同小异。只凭一个标签的名单另列，不算在内。",
            "The circles that were found and listed: each far beyond chance, within the number and sizes that you allow, none a near copy of another. Lists by one tag are kept apart and not counted.",
        ],
        Figure::InCircles => [
            "至少属于一个所列圈子的客户；斜线后面是能入圈的客户，也就是有可用标签、没有拒绝画像的。",
            "Customers who belong to at least one listed circle; after the slash those who can, having tags that count and not having refused profiling.",
        ],
        Figure::Explained => [
            "只知道一个人属于哪些旧客群，能猜中他在哪个圈子的程度。0% 是毫无关系，100% 是旧客群换了个名字。",
            "How far somebody's old groups alone tell their circles: 0% not at all, 100% if circles were the old groups under other names.",
        ],
        Figure::InSeveral => [
            "同时属于两个或更多圈子的客户；下面的图按组合列出。",
            "Customers who belong to two circles or more; the picture lists them by combination.",
        ],
        Figure::InOne => ["只属于一个圈子的客户。", "Customers who belong to exactly one circle."],
        Figure::Reached => [
            "这个季度至少有一次安排的客户：活动、一对一，或者生日、到期。其余的人都在“没有排上”里，写着原因。",
            "Customers with at least one appointment in this quarter: an event, a contact, a birthday or a maturity. Everybody else is listed as not placed, with the reason.",
        ],
        Figure::Events => [
            "计划里的活动，按圈子和日期各算一场；同时开几桌仍算一场。",
            "Events of the plan, one for each circle and day; several tables at once are one event.",
        ],
        Figure::MustDos => [
            "日子由生日、到期、约好的答复决定的联系。先排这些，再绕开它们排别的。",
            "Contacts whose day is given by a birthday, a maturity or a promised answer. They are placed first, everything else around them.",
        ],
        Figure::OneToOnes => [
            "电话、拜访、寄送等一对一联系，日子由计划来定。",
            "Calls, visits, parcels: contacts with one person whose day is the plan's to choose.",
        ],
        Figure::Spent => [
            "活动的场费和人头费，加上一对一联系的费用；计划页上斜线后面的数是季度预算；每个月最多用它那一份再加四分之一。单价在做法手册里，预算在“可用资源”里改。",
            "Cost of sessions and heads and of single contacts; on the plan page the quarter's budget stands after the slash, of which a month may take its share and a quarter more. Prices are in the playbook; the budget is under “Budget, hours and rooms”.",
        ],
        Figure::Hours => [
            "客户经理花在邀约、电话和拜访上的时间，一季度合计。每位经理每周都不超过他的时间，做法手册里写着每件事要几分钟。",
            "The managers' time for invitations, calls and visits over the quarter. No manager's week exceeds their hours; the playbook says how many minutes each thing takes.",
        ],
        Figure::Gap => [
            "计划算出来的同时，还算出一个任何计划都超不过的上限：把每项限制标上价格，去掉限制，最好也只能到这里。百分数就是计划离这个上限的距离，真实的差距只会更小。",
            "Beside the plan a bound is computed that no plan exceeds: every limit gets a price instead, and this is the best that is left. The percentage is the distance to that bound; the true one can only be smaller.",
        ],
        Figure::WorthGap => [
            "人均预期效果：每次安排按做法手册里“预期效果”的分数算，加起来再除以人数。两种性情的人差得越少，越一视同仁。",
            "Effect per head: the playbook's points for the expected effect of each appointment, added up and divided by the number of people. The smaller the difference, the more alike both are cared for.",
        ],
        Figure::Requests => [
            "浏览器自己记的：这一页打开以来取过几样网上的东西。单个文件应当是 0；放在网站上时，只有打开本页时取的那几个文件。",
            "The browser's own count of what this page has fetched since it was opened: 0 for the single file; hosted, the files of the page itself.",
        ],
        Figure::Blocked => [
            "页面的安全策略拦下的尝试。不是 0，就说明有东西想往外发，没有发成。",
            "Attempts that the page's policy has stopped. Anything but 0 means that something wanted out and did not get there.",
        ],
        Figure::Cohesion => [
            "按规则挑出来的人里有多少真属于圈子，真属于的人里又挑到了多少，两个比例合成一个（F1）。是从标签的分布推算的：巧合也会凑出这些标签，扣掉那一份。100% 是一个不多、一个不少。",
            "How many of those whom the rule picks belong, and how many who belong it picks, in one figure (F1). It is worked out from how tags are spread: those who carry them by chance are taken off. 100% is nobody too many and nobody missing.",
        ],
        Figure::CareHeads => [
            "客户簿里记有这种性情的客户，排没排上都算。没有记性情的两边都不算。",
            "Customers who are noted with this temperament, whether the plan reaches them or not. Who has none noted is on neither side.",
        ],
        Figure::CareTouches => [
            "这个季度的计划给这些客户的安排：活动的席位、一对一、生日和到期，都算一次。",
            "What the quarter's plan holds for these customers: a seat at an event, a contact, a birthday or a maturity each count once.",
        ],
        Figure::YuanHead => [
            "活动按人头分摊的费用加上一对一的费用，除以这种性情的全部人数。单价在做法手册里改。",
            "Their share of events' costs and the cost of single contacts, divided by all people of this temperament. Prices are in the playbook.",
        ],
        Figure::EffectHead => [
            "做法手册给每种做法定了“预期效果”的分数；这些客户的安排加起来，除以人数。没有单位，只用来比较两边，可以在手册里改。",
            "The playbook gives each approach points for its expected effect; those of all appointments of these customers are added up and divided by people. They have no unit, serve to compare the two sides, and can be changed in the playbook.",
        ],
        Figure::ApproachCost => [
            "请一位客户的人头费，加上场费按最合适的人数分摊的那一份；分钟是客户经理为这一位花的时间。都写在做法手册里，可以改。",
            "What one guest costs, with their share of the session at its best size; the minutes are the manager's for this one person. Both are in the playbook and can be changed.",
        ],
        Figure::EventCost => [
            "场费乘场次，加上人头费乘人数；计划按这个数从预算里扣。单价在做法手册里改。",
            "The session's price for each session and the price a head for each guest; this is what the plan takes from the budget. Prices are in the playbook.",
        ],
        Figure::Absent => [
            "起初按每百位来宾大约十五位来不了估计（示例值）；“参加了”“没有来”记得越多，越按本行自己的比例。",
            "At first about fifteen of a hundred guests are expected to stay away (a sample value); the more is recorded of who came and who did not, the more your branch's own share counts.",
        ],
        Figure::CheckMoney => [
            "计划里落在这一段日子的费用，对照这一段最多能用的钱。",
            "What the plan spends in these days, against the most that may be spent in them.",
        ],
        Figure::FullestWeek => [
            "每位经理最满的一周要多少分钟，对照那一周能用的分钟；其余各周都不比它满。",
            "The minutes of each manager's fullest week against those that he has in it; no other week is fuller.",
        ],
        Figure::MonthCap => [
            "同一位客户在任何一个月里最多被联系几次，下面数的是一季度各被联系几次的人数。次数在“可用资源”里改。",
            "How often one customer is contacted in any month at most; below, how many people are contacted how often in the quarter. It is changed under “Budget, hours and rooms”.",
        ],
        Figure::QuietReached => [
            "喜静的客户里，至少有一次安排的人数和比例；旁边是爱热闹的，差得多就要看看是不是忘了安静的人。",
            "Of the quiet customers, those with at least one appointment; beside it the lively ones. A wide gap means that the quiet were forgotten.",
        ],
        Figure::Value => [
            "全部安排的得分之和：越合适、客户分量越重得分越高，同一位的第二、第三次递减。与钱无关，只用来比较。",
            "The points of all appointments: more where it suits better or the customer counts for more, less for somebody's second and third. Not money, only for comparing plans.",
        ],
        Figure::Quiet => [
            "记有“安静、内向、怕热闹”一类标签的客户。没有记的人不算在内，所以实际只会更多。",
            "Customers who are noted as quiet or shy of crowds. Whoever is not noted is not counted, so that there may be more.",
        ],
    };
    lang.pick(both[0], both[1])
}
