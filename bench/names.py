"""`python -m bench.names`: how many slips in Chinese names the check *names* finds, and how often it is wrong.

The names are those of people and places in human pairs whose Latin letters fit their characters. Each gets one slip at
a time, a letter left out or two exchanged, and is checked; so are all pairs as they are.
"""

from __future__ import annotations

import random
import re
from argparse import ArgumentParser
from collections.abc import Iterator

from glossary.checks import Pair, Profile, Text
from glossary.checks.romanised import places
from glossary.checks.rules.names import people, words_of
from glossary.checks.run import check_pairs
from glossary.text.chinese import simplified_characters

from .checks import HUMAN_PAIRS
from .quantities import human_pairs

_HAN = re.compile(r"[\u3400-\u9fff]+")
PROFILE = Profile.default().only("names")


def main() -> None:
    """Prints both."""
    parser = ArgumentParser(prog="python -m bench.names", description=__doc__)
    parser.add_argument("--pairs", type=int, default=20_000, help="pairs, every k-th of all (default: %(default)s)")
    given = parser.parse_args()
    pairs = list(human_pairs(max(1, HUMAN_PAIRS // given.pairs)))
    for chinese_first in (False, True):
        checked = check_pairs(iter(_pair(at, *each, chinese_first) for at, each in enumerate(pairs)), PROFILE)
        direction = "zh → en" if chinese_first else "en → zh"
        print(f"{direction}: {sum(len(each.found) for each in checked)} findings in {len(checked):,} pairs as they are")
        for each in checked:
            for one in each.found:
                print(f"  {one.finding.message}")
    slips = [slip for each in pairs for slip in _slips(*each)]
    found = sum(bool(_found(*slip)) for slip in slips)
    print(f"{found:,} of {len(slips):,} planted slips found ({found / max(1, len(slips)):.0%})")


def _slips(english: str, chinese: str) -> Iterator[tuple[str, str]]:
    """The pair with a slip in each of its Chinese names."""
    drawn = random.Random(english)
    for start, end in _names(english, chinese):
        at = drawn.randrange(start + 1, end - 1)
        name = english[at : at + 2]
        if name.isalpha() and name.islower() and name[0] != name[1]:
            yield english[:at] + name[::-1] + english[at + 2 :], chinese
            yield english[:at] + name[1] + english[at + 2 :], chinese


def _names(english: str, chinese: str) -> Iterator[tuple[int, int]]:
    words, runs = words_of(english), _HAN.findall(simplified_characters(chinese))
    for slip in people(words, english, runs):
        if not slip.right:
            yield slip.start, slip.end
    known = {right for name, right in places().items() if any(name in run for run in runs)}
    for word in words:
        if word.letters in known:
            yield word.start, word.end


def _found(english: str, chinese: str) -> bool:
    (checked,) = check_pairs(iter([_pair(0, english, chinese, True)]), PROFILE)
    return bool(checked.found)


def _pair(number: int, english: str, chinese: str, chinese_first: bool) -> Pair:
    sides = Text("zh-CN", chinese), Text("en", english)
    return Pair(number, "", *(sides if chinese_first else sides[::-1]))


if __name__ == "__main__":
    main()
