"""The errors of the exchange floor.

::

    ExchangeError               a file, or an order about one, that cannot be carried out
    ├── UnknownFormat           no codec reads this file, or none has this name
    ├── UnreadableFile          the file is not what it says it is: syntax, encoding, wrong root
    │   ├── HostileFile         the file asks for more than a bounded reader gives
    │   └── UnknownColumns      a table whose columns somebody has to say
    ├── BadLanguage             a tag that is not BCP 47
    └── CannotWrite             the values cannot be put into the chosen format
"""

_LONGEST = 300
"""Characters of what went wrong; a hostile file may put a whole novel into the name of an element."""
LONGEST_LINE = 1000
"""Characters of a whole line."""


class ExchangeError(Exception):
    """What went wrong, where (file, line or row), and what to do, in one line.

    `file` is the name the caller knows the input by; `at` the place in it (``line 12``, ``row 3``), empty when the
    whole file is meant; `hint` says what to do.
    """

    def __init__(self, what: str, *, file: str = "", at: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what, self.file, self.at, self.hint = what, file, at, hint

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.at) if part)
        what = self.what if len(self.what) <= _LONGEST else f"{self.what[:_LONGEST]}…"
        text = f"{place}: {what}" if place else what
        return one_line(f"{text}; {self.hint}" if self.hint else text)


def one_line(text: str) -> str:
    """The text with line breaks, escape sequences and the like spelled out: a file may name its parts as it pleases.

    Of one longer than `LONGEST_LINE` the middle is left out, which is what it quotes; the end says what to do.
    """
    if len(text) > LONGEST_LINE:
        text = f"{text[: LONGEST_LINE // 2]} … {text[-LONGEST_LINE // 2 :]}"
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


class UnknownFormat(ExchangeError):
    """No codec reads this file, or none has the name that was asked for."""


class UnreadableFile(ExchangeError):
    """The file breaks its own format, encoding or schema, so nothing of it can be trusted."""


class HostileFile(UnreadableFile):
    """The file exceeds a bound (depth, text length, entities) that no honest file reaches."""


class UnknownColumns(UnreadableFile):
    """A table that names its columns in no way known here, so that its reader needs a `tmx.codec.Table` that does."""


class BadLanguage(ExchangeError):
    """A language tag that is not well-formed BCP 47."""


class CannotWrite(ExchangeError):
    """The values lack something the format demands, such as a second language."""
