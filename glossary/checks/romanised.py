"""Chinese names in Latin letters: surnames, places, the syllables of pinyin, and how else a name may be right.

A name has its bearer's spelling: 李 is Li, Lee or Lei, and 建 Jian, Chien or Kin. So a spelling counts as a slip of
pinyin only where it is no other system's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from glossary.text.chinese import readings, syllables

# The surnames of nine bearers in ten (Ministry of Public Security, 2020) and others that are common in print, by the
# reading that they have as surnames.
_SURNAMES = (
    "ai艾 an安 ao敖 ba巴 bai白柏 ban班 bao包鲍 bei贝 bi毕 bian卞边 bo薄 bu卜 cai蔡 cao曹 cen岑 chai柴 chang常 "
    "chao晁 chen陈谌 cheng程成 chi池 chong种 chu储褚楚 cong丛 cui崔 dai戴 dang党 deng邓 di狄 diao刁 ding丁 "
    "dong董 dou窦 du杜 duan段 e鄂 fan范樊 fang方房 fei费 feng冯封 fu傅付符 gai盖 gan甘 gang刚 gao高 ge葛戈 "
    "geng耿 gong龚宫公 gou苟 gu顾古谷 guan关管 gui桂 guo郭 ha哈 hai海 han韩 hang杭 hao郝 he何贺和 hong洪 hou侯 "
    "hu胡扈 hua华花 huai怀 huang黄 huo霍 ji季纪姬吉冀 jia贾 jian简 jiang江姜蒋 jiao焦 jin金靳晋 jing景荆井 ju鞠 "
    "kang康 ke柯 kong孔 kou寇 kuang邝匡 lai赖 lan兰蓝 lang郎 lao劳 le乐 lei雷 leng冷 li李黎厉栗郦 lian连廉 "
    "liang梁 liao廖 lin林蔺 ling凌 liu刘柳 long龙隆 lou娄楼 lu卢陆鲁路逯 lv吕 luan栾 luo罗骆洛 ma马麻 mai麦 "
    "man满 mao毛茅 mei梅 meng孟蒙 mi米 miao苗缪 min闵 ming明 mo莫 mou牟 mu穆慕 na那 nan南 ni倪 nie聂 ning宁 "
    "niu牛 ou欧区 ouyang欧阳 pan潘 pang庞 pei裴 peng彭 pi皮 ping平 pu蒲濮 qi齐戚祁 qian钱 qiang强 qiao乔 qin秦覃 "
    "qiu邱仇丘裘 qu曲屈瞿 quan全权 que阙 ran冉 rao饶 ren任 rong荣 ruan阮 rui芮 sang桑 sha沙 shan单 shang尚 "
    "shangguan上官 shao邵 she佘 shen沈申 sheng盛 shi石史施时 shu舒 shui水 si司 sima司马 situ司徒 song宋 su苏 "
    "sui隋 sun孙 tai邰 tan谭谈檀 tang唐汤 tao陶 teng滕 tian田 tie铁 tong童佟 tu涂屠 wan万 wang王汪 wei魏韦卫尉 "
    "wen温文闻 weng翁 wu吴武伍邬乌 xi席奚习 xia夏 xian冼 xiang向项 xiao肖萧 xie谢解 xin辛 xing邢 xiong熊 xu徐许 "
    "xue薛 yan严颜闫阎燕 yang杨阳羊 yao姚 ye叶 yi易伊 yin尹殷 ying应 yong雍 you尤游 yu于余俞喻虞郁 yuan袁 yue岳 "
    "yun云 zang臧 zeng曾 zha查 zhai翟 zhan詹战 zhang张章 zhao赵 zhen甄 zheng郑 zhi支 zhong钟仲 zhou周 zhu朱祝诸 "
    "zhuang庄 zhuge诸葛 zhuo卓 zong宗 zou邹 zu祖 zuo左"
)
# Cities, provinces and regions that texts name most, with what they are called in English where that is not the pinyin.
_PLACES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 "
    "贵州 云南 甘肃 青海 广西 宁夏 新疆 石家庄 唐山 秦皇岛 邯郸 保定 张家口 承德 沧州 廊坊 太原 大同 沈阳 大连 "
    "鞍山 抚顺 丹东 锦州 营口 长春 延边 大庆 牡丹江 佳木斯 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 "
    "镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 合肥 芜湖 蚌埠 淮南 马鞍山 安庆 "
    "黄山 滁州 阜阳 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 九江 赣州 济南 青岛 淄博 枣庄 东营 "
    "烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 新乡 南阳 武汉 黄石 十堰 "
    "宜昌 襄阳 荆州 荆门 黄冈 长沙 株洲 湘潭 衡阳 岳阳 常德 张家界 广州 深圳 珠海 汕头 佛山 韶关 湛江 茂名 肇庆 "
    "惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 海口 三亚 成都 自贡 攀枝花 "
    "泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 贵阳 遵义 昆明 曲靖 丽江 大理 宝鸡 咸阳 "
    "延安 兰州 嘉峪关 敦煌 酒泉 西宁 银川 前海 横琴 浦东 黄浦 徐汇 静安 虹口 杨浦 临港 朝阳 海淀 丰台 通州 "
    "中关村 雄安 洋山"
)
NOT_PINYIN = {"陕西": "shaanxi"}
# How the surnames of others than the pinyin are spelled: Wade–Giles, Taiwan, Hong Kong, Singapore.
OTHER_SURNAMES = frozenset({
    "au", "chan", "chang", "chao", "chau", "cheng", "cheuk", "cheung", "chi", "chia", "chiang", "chien", "chin",
    "ching", "chiu", "cho", "choi", "chong", "chou", "chow", "choy", "chu", "chua", "chui", "chun", "chung", "foo",
    "fong", "foon", "fung", "goh", "han", "ho", "hoang", "hong", "hsia", "hsiang", "hsiao", "hsieh", "hsu", "hsueh",
    "hsiung", "hu", "huang", "hui", "hung", "hwang", "jao", "jen", "jiang", "ju", "kam", "kan", "kao", "kei", "ko",
    "koh", "koo", "ku", "kuan", "kuang", "kung", "kuo", "kwan", "kwok", "kwong", "lai", "lam", "lau", "law", "lee",
    "leong", "leung", "li", "liang", "liao", "lien", "lim", "lin", "ling", "liu", "lo", "loh", "lok", "low", "loo",
    "lu", "lui", "luk", "lum", "lung", "mak", "man", "mao", "mei", "mo", "mok", "ng", "ngai", "ngan", "oei", "ong",
    "ou", "pak", "pan", "pang", "pao", "pei", "peng", "pi", "poon", "pu", "sham", "shao", "shek", "sheng", "shih",
    "shiu", "shum", "sin", "sit", "siu", "so", "soong", "su", "suen", "sun", "sung", "szeto", "sze", "tai", "tam",
    "tan", "tang", "tao", "tay", "teng", "teo", "teoh", "tien", "ting", "to", "tong", "tsai", "tsang", "tsao", "tse",
    "tseng", "tsoi", "tsou", "tsui", "tu", "tung", "wan", "wang", "wei", "wen", "wong", "woo", "wu", "yan", "yang",
    "yao", "yap", "yau", "yee", "yeh", "yen", "yeo", "yeoh", "yeung", "yim", "yin", "ying", "yip", "yiu", "yoo", "you",
    "young", "yu", "yuan", "yue", "yuen", "yung",
})  # fmt: skip
SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ian|iao|ing|ong|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v))"
)
_SYLLABLES = re.compile(SYLLABLE)
_WADE_INITIALS = (
    ("zh", "ch"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"), ("b", "p"), ("d", "t"), ("g", "k"),
    ("r", "j"),
)  # fmt: skip
_WADE_FINALS = (
    ("ian", "ien"), ("yan", "yen"), ("ong", "ung"), ("ie", "ieh"), ("ye", "yeh"), ("ue", "ueh"), ("ui", "uei"),
    ("you", "yu"), ("yong", "yung"), ("yi", "i"), ("er", "erh"), ("he", "ho"), ("ge", "ko"), ("ke", "ko"), ("e", "eh"),
    ("uo", "o"), ("shi", "shih"), ("zhi", "chih"), ("chi", "chih"), ("ri", "jih"), ("si", "szu"), ("zi", "tzu"),
)  # fmt: skip
_MOST_READINGS = 64


@cache
def surnames() -> dict[str, frozenset[str]]:
    """The surnames, simplified, by their pinyin."""
    found = re.findall(r"([a-z]+)([^\sa-z]+)", _SURNAMES)
    double = {"ouyang", "shangguan", "sima", "situ", "zhuge"}
    return {
        latin: frozenset(han[at : at + 2] for at in range(0, len(han), 2)) if latin in double else frozenset(han)
        for latin, han in found
    }


@cache
def places() -> dict[str, str]:
    """The pinyin of each place that is known here, by its Chinese name."""
    return {name: "".join(syllables(name)) for name in _PLACES.split()} | NOT_PINYIN


def spellings(han: str) -> Iterator[tuple[str, ...]]:
    """How Han characters may read, syllable by syllable, ``ü`` as ``v``; of many readings the first."""
    options = [readings(char) for char in han]
    for number, each in enumerate(product(*options)):
        if number >= _MOST_READINGS:
            return
        yield each


def latin(syllables: tuple[str, ...]) -> frozenset[str]:
    """The ways to write syllables of pinyin as one word: *lü* is ``lv``, ``lu`` or ``lyu``."""
    word = "".join(syllables)
    return frozenset({word, word.replace("v", "u"), word.replace("v", "yu"), word.replace("v", "ue")})


@cache
def elsewhere(syllable: str) -> frozenset[str]:
    """A syllable in Wade–Giles and in the looser spellings that go with it, without apostrophes."""
    plain = syllable.replace("v", "u")
    forms = {plain}
    for old, new in _WADE_INITIALS:
        forms |= {new + each.removeprefix(old) for each in forms if each.startswith(old)}
    for old, new in _WADE_FINALS:
        forms |= {each.removesuffix(old) + new for each in forms if each.endswith(old)}
    return frozenset(forms)


def is_pinyin(word: str, syllables: int) -> bool:
    """True for a word that can be read as so many syllables of pinyin."""
    return re.fullmatch(f"{SYLLABLE}{{{syllables}}}", word) is not None
