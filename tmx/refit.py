"""Puts a document's inline codes into a target that a memory holds with codes of its own."""

from __future__ import annotations

from collections.abc import Sequence

from tmx.inline import Code, Part

Fitted = tuple[str | int, ...]
"""Texts, and the positions of codes in the query."""


def refit(query: Sequence[Part], source: Sequence[Part], target: Sequence[Part]) -> Fitted | None:
    """The target with each code replaced by the query's code that stands where the memory's source has that one.

    None where the codes do not answer one another, or would not nest. A memory without codes takes those that the query
    has at its very ends.
    """
    codes = [part for part in query if isinstance(part, Code)]
    known = [part for part in source if isinstance(part, Code)]
    wanted = [part for part in target if isinstance(part, Code)]
    if not codes:
        return tuple(part for part in target if isinstance(part, str))
    if not known and not wanted:
        return _around(query, target)
    if [code.role for code in codes] != [code.role for code in known]:
        return None
    free = list(range(len(known)))
    fitted: list[str | int] = []
    for part in target:
        if isinstance(part, str):
            fitted.append(part)
            continue
        at = next((at for at in free if _answers(known[at], part)), None)
        if at is None:
            return None
        free.remove(at)
        fitted.append(at)
    return tuple(fitted) if not free and _nest(fitted, codes) else None


def _answers(one: Code, other: Code) -> bool:
    """True where two codes of a unit are the same: by what pairs them across languages, else by what they are."""
    if (one.name, one.role) != (other.name, other.role):
        return False
    if one.match and other.match:
        return one.match == other.match
    return (one.content, one.id) == (other.content, other.id)


def _around(query: Sequence[Part], target: Sequence[Part]) -> Fitted | None:
    """The target's text between the codes that the query begins and ends with; None where it has others."""
    texts = [at for at, part in enumerate(query) if isinstance(part, str) and part.strip()]
    if not texts:
        return None
    between = query[texts[0] : texts[-1] + 1]
    if any(isinstance(part, Code) for part in between):
        return None
    ahead = sum(isinstance(part, Code) for part in query[: texts[0]])
    count = sum(isinstance(part, Code) for part in query)
    text = "".join(part for part in target if isinstance(part, str))
    return (*range(ahead), text, *range(ahead, count))


def _nest(fitted: Sequence[str | int], codes: Sequence[Code]) -> bool:
    """True where what opened in the query still closes after it, the last opened first."""
    partners = _partners(codes)
    opened: list[int] = []
    for at in fitted:
        if not isinstance(at, int) or codes[at].role == "alone":
            continue
        if codes[at].role == "open":
            opened.append(at)
        elif at in partners and (not opened or opened.pop() != partners[at]):
            return False
    return not [at for at in opened if at in partners.values()]


def _partners(codes: Sequence[Code]) -> dict[int, int]:
    """For each closing code that nests, the one it closes."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, code in enumerate(codes):
        if code.role == "open":
            opened.append(at)
        elif code.role == "close" and opened:
            found[at] = opened.pop()
    return found
