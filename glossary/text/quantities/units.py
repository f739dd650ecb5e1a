"""Units of measure and currencies by their symbols, as Chinese and English write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# symbol | simplified Chinese | English, the plural after a stroke where it does not add s | symbols in either language.
# A name that says other things as often (点, 分, 度) is left out.
_MEASURES = """
km    | 公里, 千米 | kilometre, kilometer | km
m     | 米, 公尺 | metre, meter | m
cm    | 厘米, 公分 | centimetre, centimeter | cm
mm    | 毫米 | millimetre, millimeter | mm
nm    | 纳米 | nanometre, nanometer | nm
μm    | 微米 | micrometre, micrometer, micron | μm, µm
mi    | 英里 | mile |
ft    | 英尺 | foot/feet | ft
inch  | 英寸 | inch/inches |
m²    | 平方米 | square metre, square meter | m², ㎡, m2, sq m
km²   | 平方公里, 平方千米 | square kilometre, square kilometer | km², km2
ha    | 公顷 | hectare | ha
mu    | 亩 | mu/mu |
m³    | 立方米 | cubic metre, cubic meter | m³, m3
L     | 升, 公升 | litre, liter | L
mL    | 毫升 | millilitre, milliliter | mL, ml
t     | 吨, 公吨 | tonne, ton, metric ton |
kg    | 公斤, 千克 | kilogram, kilogramme | kg
g     | 克 | gram, gramme | g
mg    | 毫克 | milligram | mg
°C    | 摄氏度 | degree Celsius/degrees Celsius | °C, ℃
kW    | 千瓦 | kilowatt | kW
MW    | 兆瓦 | megawatt | MW
kWh   | 千瓦时, 度电 | kilowatt-hour, kilowatt hour | kWh
Hz    | 赫兹 | hertz/hertz | Hz
MHz   | 兆赫 | megahertz/megahertz | MHz
GHz   | 吉赫 | gigahertz/gigahertz | GHz
B     | 字节 | byte |
KB    | | kilobyte | KB, kB
MB    | | megabyte | MB
GB    | | gigabyte | GB
TB    | | terabyte | TB
bit   | 比特 | bit |
px    | 像素 | pixel | px
dB    | 分贝 | decibel | dB
year  | 年, 周年 | year |
month | 个月 | month |
week  | 周, 个星期, 星期, 个礼拜 | week |
day   | 天, 日 | day |
hour  | 小时, 个小时, 个钟头 | hour |
min   | 分钟 | minute | min
s     | 秒, 秒钟 | second |
ms    | 毫秒 | millisecond | ms
times | 次 | |
pp    | 个百分点 | percentage point |
"""

# ISO 4217 code | simplified Chinese | English words after the amount | signs and codes before the amount.
# $ alone is read as US$; ¥ alone names a yuan or a yen, so no currency.
_CURRENCIES = """
CNY | 元人民币, 元 | yuan, renminbi, RMB, CNY | RMB, CNY, CN¥, 人民币
USD | 美元, 美金 | U.S. dollars, US dollars, American dollars, dollars, dollar, USD | US$, USD, $
EUR | 欧元 | euros, euro, EUR | €, EUR
GBP | 英镑 | pounds sterling, British pounds, GBP | £, GBP
JPY | 日元 | Japanese yen, yen, JPY | JPY, JP¥
HKD | 港元, 港币 | Hong Kong dollars, HKD | HK$, HKD, 港币
TWD | 新台币, 台币, 元新台币 | New Taiwan dollars, TWD | NT$, TWD, 新台币
KRW | 韩元 | South Korean won, won, KRW | ₩, KRW
RUB | 卢布 | roubles, rubles, RUB | ₽, RUB
INR | 卢比 | Indian rupees, rupees, INR | ₹, INR
CHF | 瑞士法郎 | Swiss francs, CHF | CHF
CAD | 加元, 加拿大元 | Canadian dollars, CAD | C$, CA$, CAD
AUD | 澳元, 澳大利亚元 | Australian dollars, AUD | A$, AU$, AUD
SGD | 新加坡元 | Singapore dollars, SGD | S$, SGD
    | | | ¥, ￥
"""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit or currency: its symbol here, and its names."""

    symbol: str
    chinese: tuple[str, ...]
    english: tuple[str, ...]
    signs: tuple[str, ...]


def _measures() -> Iterable[Unit]:
    for symbol, chinese, english, signs in _cells(_MEASURES):
        both = [name for each in english for name in ((each, f"{each}s") if "/" not in each else each.split("/"))]
        yield Unit(symbol, chinese, tuple(both), signs)


def _cells(table: str) -> Iterable[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    for line in table.strip("\n").splitlines():
        symbol, *lists = line.split("|")
        chinese, english, signs = (tuple(filter(None, map(str.strip, each.split(",")))) for each in lists)
        yield symbol.strip(), chinese, english, signs


MEASURES = tuple(_measures())
CURRENCIES = tuple(Unit(*row) for row in _cells(_CURRENCIES))


def names(units: Iterable[Unit], *fields: str) -> dict[str, str]:
    """Name → symbol, of the named fields of units."""
    return {name: unit.symbol for unit in units for field in fields for name in getattr(unit, field)}
