"""A termbase written for the tests of the search box: customs, medicine, contracts, software."""

from __future__ import annotations

from tmx.model import Concept, Term, TermStatus

_STATUS = {
    "": TermStatus.ADMITTED,
    "+": TermStatus.PREFERRED,
    "-": TermStatus.DEPRECATED,
    "!": TermStatus.FORBIDDEN,
    "?": TermStatus.PROPOSED,
}
# A line a concept: its domain, then its terms. A sign says the status (+ preferred, - deprecated, ! forbidden,
# ? proposed, none admitted); Chinese is simplified, or traditional behind an ~.
_LINES = """
海关 | +保税区 | ~保稅區 | +bonded area | bonded zone | -bonded district
海关 | +综合保税区 | +comprehensive bonded area
海关 | +保税物流中心 | +bonded logistics centre
海关 | +保税仓库 | +bonded warehouse | !bond store
海关 | +报关单 | +customs declaration | declaration form
海关 | +报关行 | +customs broker
海关 | +海关监管区 | +area under customs supervision
海关 | +自由贸易试验区 | +pilot free trade zone
海关 | +自由贸易区 | +free trade zone
海关 | +最惠国待遇 | +most-favoured-nation treatment
海关 | +原产地证书 | +certificate of origin
海关 | +转运 | +transshipment | trans-shipment
海关 | +关税配额 | +tariff quota
海关 | +反倾销税 | +anti-dumping duty
海关 | +进出口商品检验 | +inspection of import and export goods
海关 | +提单 | +bill of lading | B/L
海关 | +世界海关组织 | +World Customs Organization | WCO
医疗器械 | +医疗器械 | ~醫療器材 | +medical device
医疗器械 | +体外诊断试剂 | +in vitro diagnostic reagent
医疗器械 | +药品上市许可持有人 | +marketing authorization holder
医疗器械 | +药物警戒 | +pharmacovigilance | PV
医疗器械 | +不良反应 | +adverse reaction | adverse drug reaction
医疗器械 | +不良事件 | +adverse event
医疗器械 | +临床试验 | +clinical trial | -clinical study
医疗器械 | +临床评价报告 | +clinical evaluation report
医疗器械 | +植入物 | +implant
医疗器械 | +心脏起搏器 | ~心臟起搏器 | +pacemaker | cardiac pacemaker
医疗器械 | +听诊器 | +stethoscope
医疗器械 | +注射器 | +syringe
医疗器械 | +唯一器械标识 | +unique device identification | UDI
医疗器械 | +美国食品药品监督管理局 | +Food and Drug Administration | FDA
医疗器械 | +国家药品监督管理局 | +NMPA
医疗器械 | +核磁共振成像 | +magnetic resonance imaging
医疗器械 | +乙型肝炎 | +hepatitis B
合同 | +不可抗力 | +force majeure
合同 | +违约金 | +liquidated damages | -penalty for breach
合同 | +赔偿责任 | +liability | ?indemnity
合同 | +知识产权 | ~智慧財產權 | +intellectual property | IP
合同 | +争议解决 | +dispute resolution
合同 | +仲裁条款 | +arbitration clause
合同 | +有限责任公司 | +limited liability company | LLC
合同 | +法定代表人 | +legal representative
合同 | +保密协议 | +non-disclosure agreement
合同 | +女律师 | +woman lawyer
合同 | +当事人 | +party
合同 | +授权书 | +power of attorney
合同 | +补充协议 | +supplementary agreement
合同 | +质量保证 | +quality assurance
软件 | +服务器 | ~伺服器 | +server
软件 | +数据库 | ~資料庫 | +database
软件 | +操作系统 | ~作業系統 | +operating system
软件 | +鼠标 | ~滑鼠 | +mouse
软件 | +软件 | ~軟體 | +software | !soft
软件 | +用户界面 | +user interface | UI
软件 | +应用程序接口 | +application programming interface
软件 | +图形处理器 | +graphics processing unit
软件 | +机器翻译 | +machine translation
软件 | +翻译记忆库 | +translation memory
软件 | +人工智能 | +artificial intelligence
软件 | +分析 | +analysis
软件 | +索引 | +index
软件 | +缓存 | +cache | !cash
软件 | +头发渲染 | ~頭髮渲染 | +hair rendering
软件 | +乾隆字库 | +Qianlong font
软件 | +日志文件 | +log file
软件 | +C语言 | +C programming language
"""


def concepts() -> list[Concept]:
    """The concepts, in the order in which they stand above."""
    return [_concept(line) for line in _LINES.strip().splitlines()]


def _concept(line: str) -> Concept:
    domain, *terms = line.split(" | ")
    return Concept(tuple(map(_term, terms)), domains=(domain,))


def _term(written: str) -> Term:
    text = written.lstrip("+-!?")
    status = _STATUS[written[: len(written) - len(text)]]
    if text.startswith("~"):
        return Term("zh-TW", text[1:], TermStatus.PREFERRED)
    return Term("en" if text[0].isascii() and not text.endswith("语言") else "zh-CN", text, status)
