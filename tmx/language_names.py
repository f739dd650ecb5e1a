"""English names of languages, which termbases of other programs have in place of tags: ``English_United_States``."""

from __future__ import annotations

import re
from functools import cache

from tmx.errors import BadLanguage
from tmx.language import normalise

# ISO 639 and ISO 3166 in the words of Microsoft's list of cultures, from which such programs take theirs.
_LANGUAGES = """
af Afrikaans|sq Albanian|am Amharic|ar Arabic|hy Armenian|as Assamese|az Azerbaijani|az Azeri|eu Basque|be Belarusian
bn Bengali|bs Bosnian|br Breton|bg Bulgarian|my Burmese|ca Catalan|ceb Cebuano|zh Chinese|co Corsican|hr Croatian
cs Czech|da Danish|prs Dari|nl Dutch|en English|eo Esperanto|et Estonian|fo Faroese|fil Filipino|fi Finnish|fr French
fy Frisian|gl Galician|ka Georgian|de German|el Greek|kl Greenlandic|gn Guarani|gu Gujarati|ht Haitian Creole|ha Hausa
he Hebrew|hi Hindi|hu Hungarian|is Icelandic|ig Igbo|id Indonesian|iu Inuktitut|ga Irish|xh isiXhosa|zu isiZulu
it Italian|ja Japanese|jv Javanese|kn Kannada|ks Kashmiri|kk Kazakh|km Khmer|rw Kinyarwanda|kok Konkani|ko Korean
ku Kurdish|ky Kyrgyz|lo Lao|la Latin|lv Latvian|lt Lithuanian|lb Luxembourgish|mk Macedonian|mg Malagasy|ms Malay
ml Malayalam|mt Maltese|mi Maori|mr Marathi|mn Mongolian|ne Nepali|no Norwegian|nb Norwegian Bokmal|nb Norwegian Bokmål
nn Norwegian Nynorsk|oc Occitan|or Odia|or Oriya|om Oromo|ps Pashto|fa Persian|fa Farsi|pl Polish|pt Portuguese
pa Punjabi|qu Quechua|ro Romanian|rm Romansh|ru Russian|sm Samoan|sa Sanskrit|gd Scottish Gaelic|sr Serbian|st Sesotho
tn Setswana|sn Shona|sd Sindhi|si Sinhala|sk Slovak|sl Slovenian|so Somali|es Spanish|su Sundanese|sw Swahili|sv Swedish
tl Tagalog|tg Tajik|ta Tamil|tt Tatar|te Telugu|th Thai|bo Tibetan|ti Tigrinya|to Tongan|tr Turkish|tk Turkmen
uk Ukrainian|ur Urdu|ug Uyghur|uz Uzbek|vi Vietnamese|cy Welsh|wo Wolof|xh Xhosa|yi Yiddish|yo Yoruba|zu Zulu
yue Cantonese
"""
_REGIONS = """
AL Albania|DZ Algeria|AR Argentina|AM Armenia|AU Australia|AT Austria|AZ Azerbaijan|BH Bahrain|BD Bangladesh|BY Belarus
BE Belgium|BZ Belize|BO Bolivia|BA Bosnia and Herzegovina|BR Brazil|BR Brazilian|BG Bulgaria|KH Cambodia|CA Canada
CL Chile|CN PRC|CN China|CO Colombia|CR Costa Rica|HR Croatia|CZ Czech Republic|DK Denmark|DO Dominican Republic
EC Ecuador|EG Egypt|SV El Salvador|EE Estonia|ET Ethiopia|FI Finland|FR France|GE Georgia|DE Germany|GR Greece
GT Guatemala|HN Honduras|HK Hong Kong SAR|HK Hong Kong|HU Hungary|IS Iceland|IN India|ID Indonesia|IR Iran|IQ Iraq
IE Ireland|IL Israel|IT Italy|JM Jamaica|JP Japan|JO Jordan|KZ Kazakhstan|KE Kenya|KR Korea|KW Kuwait|LA Laos|LV Latvia
LB Lebanon|LY Libya|LI Liechtenstein|LT Lithuania|LU Luxembourg|MO Macao SAR|MO Macau|MY Malaysia|MX Mexico|MN Mongolia
MA Morocco|MM Myanmar|NP Nepal|NL Netherlands|NZ New Zealand|NI Nicaragua|NG Nigeria|NO Norway|OM Oman|PK Pakistan
PA Panama|PY Paraguay|PE Peru|PH Philippines|PL Poland|PT Portugal|PR Puerto Rico|QA Qatar|RO Romania|RU Russia
SA Saudi Arabia|RS Serbia|SG Singapore|SK Slovakia|SI Slovenia|ZA South Africa|ES Spain|LK Sri Lanka|SE Sweden
CH Switzerland|SY Syria|TW Taiwan|TH Thailand|TN Tunisia|TR Turkey|UA Ukraine|AE UAE|AE United Arab Emirates
GB United Kingdom|US United States|UY Uruguay|UZ Uzbekistan|VE Venezuela|VN Vietnam|YE Yemen|ZW Zimbabwe
Hans Simplified|Hant Traditional|Latn Latin|Cyrl Cyrillic
"""
_BREAKS = re.compile(r"[\s_(),-]+")


def tag_of(name: str) -> str:
    """The tag of a language's name, or of a tag in its place; empty where it is neither."""
    words = _BREAKS.sub(" ", name).strip().casefold()
    for end in range(len(words), 0, -1):
        language = _tags(_LANGUAGES).get(words[:end])
        rest = words[end:].strip()
        if language and (end == len(words) or words[end] == " "):
            region = _tags(_REGIONS).get(rest)
            return f"{language}-{region}" if region else language if not rest else ""
    return _as_tag(name)


def name_of(tag: str) -> str:
    """The name of a tag, ``English_United_States``; the tag itself where it has none that `tag_of` would take back."""
    language, _, rest = normalise(tag).partition("-")
    words = [_names(_LANGUAGES).get(language, ""), _names(_REGIONS).get(rest, "") if rest else ""]
    name = "_".join(word.replace(" ", "_") for word in words if word)
    return name if words[0] and tag_of(name) == normalise(tag) else normalise(tag)


def _as_tag(name: str) -> str:
    try:
        tag = normalise(name)
    except BadLanguage:
        return ""
    return tag if len(tag.partition("-")[0]) < 4 else ""


@cache
def _tags(table: str) -> dict[str, str]:
    """Tags by name; a name that two tables would read differently stands in the first."""
    return {name.casefold(): tag for tag, name in _rows(table)}


@cache
def _names(table: str) -> dict[str, str]:
    """The first name of each tag."""
    return dict(reversed([(tag, name) for tag, name in _rows(table)]))


def _rows(table: str) -> list[tuple[str, str]]:
    rows = [cell.partition(" ") for line in table.strip().splitlines() for cell in line.split("|")]
    return [(tag, name) for tag, _, name in rows]
