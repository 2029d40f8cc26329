//! What the made-up people are like, and how client managers put it.

/// A liking, need or trait with the ages it is found at and the ways in which it is written down.
pub(super) struct Trait {
    pub(super) tag: &'static str,
    pub(super) min_age: i32,
    pub(super) max_age: i32,
    pub(super) words: &'static [&'static str],
}

/// Tags that go together across the groups, in so many per cent of the branch.
pub(super) struct PlantedCircle {
    pub(super) percent: u32,
    pub(super) tags: &'static [&'static str],
}

pub(super) const TRAITS: &[Trait] = &[
    Trait {
        tag: "int.guandan",
        min_age: 25,
        max_age: 90,
        words: &["掼蛋打得好", "每周三固定打掼蛋", "老掼蛋了，牌品好", "没事就约人掼两局"],
    },
    Trait {
        tag: "int.fishing",
        min_age: 25,
        max_age: 85,
        words: &["爱钓鱼", "周末必去水库夜钓", "路亚发烧友"],
    },
    Trait { tag: "int.camping", min_age: 22, max_age: 55, words: &["喜欢露营", "帐篷装备齐全"] },
    Trait {
        tag: "int.photo",
        min_age: 20,
        max_age: 85,
        words: &["爱拍照", "退休后迷上手机摄影", "单反不离手"],
    },
    Trait { tag: "int.hiking", min_age: 22, max_age: 72, words: &["常去爬山", "周末徒步"] },
    Trait {
        tag: "int.travel", min_age: 20, max_age: 80, words: &["喜欢旅游，一年出去三四趟", "爱自驾游"]
    },
    Trait {
        tag: "int.tea", min_age: 28, max_age: 88, words: &["爱喝茶，懂普洱", "家里常备好茶"]
    },
    Trait {
        tag: "int.calligraphy", min_age: 35, max_age: 88, words: &["写一手好字", "练书法多年"]
    },
    Trait { tag: "int.reading", min_age: 22, max_age: 85, words: &["爱看书", "书不离手"] },
    Trait { tag: "int.dance", min_age: 45, max_age: 80, words: &["广场舞领队", "天天跳广场舞"] },
    Trait { tag: "int.singing", min_age: 30, max_age: 80, words: &["合唱团骨干", "爱唱歌"] },
    Trait { tag: "int.opera", min_age: 50, max_age: 88, words: &["越剧票友", "爱听戏"] },
    Trait { tag: "int.shortvideo", min_age: 20, max_age: 80, words: &["爱刷抖音", "学着拍短视频"] },
    Trait {
        tag: "need.smartphone",
        min_age: 60,
        max_age: 90,
        words: &["手机用不利索，想学", "不会用手机银行，想有人教"],
    },
    Trait { tag: "int.taichi", min_age: 45, max_age: 85, words: &["早上打太极", "练八段锦"] },
    Trait { tag: "int.wellness", min_age: 35, max_age: 88, words: &["讲究养生", "爱喝药膳汤"] },
    Trait { tag: "occ.ecommerce", min_age: 22, max_age: 55, words: &["开网店", "晚上直播卖女装"] },
    Trait {
        tag: "need.livestream",
        min_age: 22,
        max_age: 55,
        words: &["想涨粉", "直播间人气上不去，想取经"],
    },
    Trait {
        tag: "need.business", min_age: 25, max_age: 60, words: &["想多认识些上下游", "在找新客户"]
    },
    Trait { tag: "occ.catering", min_age: 25, max_age: 62, words: &["开火锅店", "开早餐店"] },
    Trait { tag: "need.hiring", min_age: 25, max_age: 60, words: &["店里缺人手", "在招工"] },
    Trait { tag: "occ.retail", min_age: 25, max_age: 62, words: &["开便利店", "开服装店"] },
    Trait {
        tag: "need.primary", min_age: 26, max_age: 45, words: &["孩子明年上小学", "女儿大班了"]
    },
    Trait { tag: "int.baking", min_age: 22, max_age: 55, words: &["爱烘焙", "周末在家烤蛋糕"] },
    Trait {
        tag: "need.tutoring", min_age: 28, max_age: 50, words: &["在给孩子找兴趣班", "想找个好家教"]
    },
    Trait { tag: "int.jubensha", min_age: 18, max_age: 42, words: &["爱玩剧本杀", "周末约密室"] },
    Trait {
        tag: "int.badminton", min_age: 20, max_age: 60, words: &["每周打羽毛球", "羽毛球打得好"]
    },
    Trait { tag: "int.running", min_age: 20, max_age: 60, words: &["跑马拉松", "每天夜跑"] },
    Trait { tag: "int.pet", min_age: 20, max_age: 75, words: &["养了两只猫", "家里有只金毛"] },
    Trait { tag: "int.gardening", min_age: 30, max_age: 88, words: &["阳台种满花", "爱养多肉"] },
    Trait { tag: "need.gaokao", min_age: 38, max_age: 58, words: &["儿子高三", "关心志愿填报"] },
    Trait {
        tag: "need.medical", min_age: 40, max_age: 88, words: &["常要挂专家号", "想找靠谱的陪诊"]
    },
    Trait {
        tag: "need.eldercare", min_age: 38, max_age: 70, words: &["母亲要请护工", "在看养老院"]
    },
    Trait {
        tag: "need.tax", min_age: 30, max_age: 70, words: &["关心税务筹划", "报税的事想请教"]
    },
    Trait {
        tag: "need.inherit", min_age: 50, max_age: 85, words: &["考虑传承安排", "问过家族信托"]
    },
    Trait {
        tag: "per.quiet", min_age: 22, max_age: 85, words: &["话不多，喜静", "内向，不爱说话", "社恐"]
    },
    Trait {
        tag: "per.lively", min_age: 22, max_age: 85, words: &["性格外向，健谈", "爱热闹", "人来疯"]
    },
    Trait { tag: "per.showy", min_age: 30, max_age: 80, words: &["爱上台", "喜欢表演"] },
    Trait { tag: "per.meticulous", min_age: 25, max_age: 85, words: &["办事细致", "爱较真"] },
    Trait {
        tag: "per.leader", min_age: 28, max_age: 80, words: &["小区群主，号召力强", "人脉广"]
    },
    Trait { tag: "occ.civil", min_age: 25, max_age: 60, words: &["机关单位上班", "公务员"] },
    Trait { tag: "occ.teacher", min_age: 25, max_age: 60, words: &["中学老师", "在学校教书"] },
    Trait { tag: "occ.retired", min_age: 56, max_age: 90, words: &["退休了", "退休工资在我行"] },
    Trait { tag: "pref.nopitch", min_age: 22, max_age: 85, words: &["反感推销", "别推产品"] },
    Trait {
        tag: "pref.lowcontact", min_age: 22, max_age: 85, words: &["没事别打扰", "不喜欢被打扰"]
    },
    Trait { tag: "pref.mobility", min_age: 65, max_age: 90, words: &["腿脚不便", "膝盖不好"] },
    Trait {
        tag: "prod.conservative", min_age: 35, max_age: 88, words: &["只求稳，怕亏", "偏好保本"]
    },
    Trait { tag: "prod.fund", min_age: 24, max_age: 60, words: &["在做基金定投", "问过基金"] },
    Trait {
        tag: "prod.deposit", min_age: 30, max_age: 88, words: &["爱存定期", "大额存单到期续存"]
    },
];

/// Things said against something: the tag and the words.
pub(super) const AVOIDS: &[(&str, &str)] = &[
    ("per.lively", "不爱热闹"),
    ("pref.phone", "别打电话"),
    ("pref.visit", "不要上门"),
    ("prod.fund", "基金亏过，别提"),
    ("int.liquor", "滴酒不沾"),
    ("prod.insurance", "反感推保险"),
    ("int.mahjong", "不打麻将"),
    ("int.dance", "不跳广场舞"),
    ("pref.evening", "晚上不方便"),
    ("prod.stock", "再也不碰股票了"),
    ("int.guandan", "不打掼蛋"),
];

pub(super) const CIRCLES: &[PlantedCircle] = &[
    PlantedCircle { percent: 9, tags: &["int.guandan", "int.fishing", "int.camping"] },
    PlantedCircle { percent: 8, tags: &["int.photo", "int.hiking", "int.travel"] },
    PlantedCircle { percent: 9, tags: &["int.tea", "int.calligraphy", "int.reading", "per.quiet"] },
    PlantedCircle { percent: 9, tags: &["int.dance", "int.singing", "per.lively"] },
    PlantedCircle { percent: 7, tags: &["int.opera", "int.taichi", "int.wellness"] },
    PlantedCircle { percent: 7, tags: &["int.shortvideo", "need.smartphone"] },
    PlantedCircle { percent: 9, tags: &["occ.ecommerce", "need.livestream", "need.business"] },
    PlantedCircle { percent: 7, tags: &["occ.catering", "need.hiring", "need.business"] },
    PlantedCircle { percent: 10, tags: &["need.primary", "int.baking", "need.tutoring"] },
    PlantedCircle { percent: 7, tags: &["int.jubensha", "int.badminton", "per.lively"] },
    PlantedCircle { percent: 6, tags: &["int.pet", "int.gardening"] },
    PlantedCircle { percent: 5, tags: &["int.running", "int.badminton"] },
    PlantedCircle { percent: 6, tags: &["need.medical", "need.eldercare"] },
    PlantedCircle { percent: 5, tags: &["need.tax", "need.inherit", "per.quiet"] },
    PlantedCircle { percent: 6, tags: &["int.guandan", "int.tea"] },
    PlantedCircle { percent: 4, tags: &["occ.civil", "int.guandan"] },
    PlantedCircle { percent: 6, tags: &["int.fishing", "per.quiet"] },
];

/// Things that say nothing about what somebody is like.
pub(super) const FILLERS: &[&str] = &[
    "上月来网点办过业务",
    "住得近，常路过",
    "由老客户介绍",
    "电话里约了下月再聊",
    "代发单位在附近",
    "儿女在外地",
];
