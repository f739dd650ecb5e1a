"""`python -m bench.quantities`: how many quantities on one side of a real pair have their value on the other side."""

from __future__ import annotations

import lzma
import random
import sys
from collections import Counter
from collections.abc import Iterator

from glossary.text.quantities import Quantity, quantities

from .pairs import corpus

EVERY = 40
_MACHINE = "-MT"


def human_pairs(every: int) -> Iterator[tuple[str, str]]:
    """Every k-th pair that people translated."""
    with lzma.open(corpus(), "rt", encoding="utf-8", newline="\n") as lines:
        human = (line for line in lines if not line.rstrip("\n").endswith(_MACHINE))
        for number, line in enumerate(human):
            if number % every == 0:
                english, chinese, _ = line.rstrip("\n").split("\t")
                yield english, chinese


def without_counterpart(side: tuple[Quantity, ...], other: tuple[Quantity, ...]) -> list[Quantity]:
    """Those of one side that nothing on the other agrees with, each of which answers one."""
    left, alone = list(other), []
    for quantity in side:
        found = next((each for each in left if each.identity == quantity.identity), None) or next(
            (each for each in left if each.agrees(quantity)), None
        )
        if found is None:
            alone.append(quantity)
        else:
            left.remove(found)
    return alone


def main() -> None:
    """Prints a table by kind, and as many disagreements as the command line asks for."""
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    sides: dict[str, tuple[Counter[str], Counter[str]]] = {"en": (Counter(), Counter()), "zh": (Counter(), Counter())}
    disagreements = []
    for english, chinese in human_pairs(EVERY):
        read = {"en": sure(english, "en"), "zh": sure(chinese, "zh-CN")}
        for name, other in (("en", "zh"), ("zh", "en")):
            alone = without_counterpart(read[name], read[other])
            sides[name][0].update(each.kind for each in read[name])
            sides[name][1].update(each.kind for each in alone)
            disagreements += [(name, each.text, english, chinese) for each in alone]
    for name, (all_, alone_) in sides.items():
        _table(name, all_, alone_)
    for name, text, english, chinese in random.Random(4).sample(disagreements, min(asked, len(disagreements))):
        print(f"{name}: {text!r}\n    {english}\n    {chinese}")


def sure(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities that are no guess."""
    return tuple(each for each in quantities(text, language) if not each.doubt)


def _table(name: str, found: Counter[str], alone: Counter[str]) -> None:
    print(f"{name:10} {'quantities':>10} {'also there':>10} {'share':>7}")
    for kind, count in [*found.most_common(), ("all", found.total())]:
        agreed = count - (alone.total() if kind == "all" else alone[kind])
        print(f"  {kind:8} {count:10,} {agreed:10,} {agreed / count:7.1%}")


if __name__ == "__main__":
    main()
