//! Surnames, common ones first, and characters of given names; none of them names a real person.

pub(super) const SURNAMES: &str = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

/// For men, then for women.
pub(super) const GIVEN: [&str; 2] = [
    "伟强磊军洋勇涛明超刚建国志斌辉宇浩然子轩博文海波永福德胜国庆卫东晓鹏飞龙俊杰峰平安康宁",
    "芳娜敏静丽艳娟秀兰霞桂英华红梅玉珍雨欣佳怡思源梓涵春燕素琴淑贞婷雪慧琳莉萍蓉菊月",
];
