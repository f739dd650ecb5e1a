"""A memory and a glossary small enough to read, with text that would hurt a careless page."""

HOSTILE = "<script>alert('x')</script> & \"quoted\""

_SEGMENTS = (
    ("保税区是海关实施特殊监管的经济区域。", "A bonded area is an economic zone under special customs supervision."),
    ("货物从境外进入保税区，免征关税。", "Goods entering the bonded area from abroad are exempt from customs duty."),
    (
        "企业应当自进口之日起三十日内办理手续。",
        "Enterprises shall complete the formalities within thirty days of import.",
    ),
    (HOSTILE + " 危险", HOSTILE + " dangerous"),
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _tu(chinese: str, english: str) -> str:
    return (
        f'<tu><tuv xml:lang="zh-CN"><seg>{_escaped(chinese)}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{_escaped(english)}</seg></tuv></tu>'
    )


def tmx(*pairs: tuple[str, str]) -> str:
    """A TMX 1.4 document of Chinese and English pairs."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tmx version="1.4"><header creationtool="test" creationtoolversion="1" segtype="sentence" o-tmf="none" '
        'adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>'
        + "".join(_tu(chinese, english) for chinese, english in pairs)
        + "</body></tmx>\n"
    )


MEMORY = tmx(*_SEGMENTS)

GLOSSARY = "zh-CN,en\n保税区,bonded area\n综合保税区,comprehensive bonded area\n<b>危险</b>,<i>hostile</i> term\n"

NEW_SENTENCE = ("本合同一式两份，双方各执一份。", "This contract is made in two originals, one for each party.")

NEW_MEMORY = tmx(NEW_SENTENCE)
