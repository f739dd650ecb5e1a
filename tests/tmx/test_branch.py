from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx import branch, safexml
from tmx.branch import Branch
from tmx.errors import HostileFile, UnreadableFile


def opened(content: str) -> Branch:
    data = content.encode()
    return Branch(io.BytesIO(data), "a.xml", "r", "b", data)


def children(found: Branch) -> Iterator[str]:
    for part in found:
        yield from (child.get("n") or str(child.tag) for child in part)


@given(part=st.integers(1, 40), counts=st.lists(st.integers(0, 6), max_size=3))
def test_every_child_comes_once_whole_and_in_order(part: int, counts: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(branch, "PART", part)
        names = [[f"{body}.{n}" for n in range(count)] for body, count in enumerate(counts)]
        bodies = "".join(f"<b>{''.join(f'<c n={name!r}><b/>x</c>' for name in body)}</b>" for body in names)
        found = opened(f"<r><h/>{bodies}<t/></r>")
        before = [element.tag for element in found.before()]
        assert before == (["h"] if counts else ["h", "t"])
        texts = [(child.get("n"), child[0].tail) for part in found for child in part]
    assert texts == [(name, "x") for body in names for name in body]
    assert [element.tag for element in found.beside()] == ["h", "t"]


def test_a_like_named_element_further_down_is_no_branch() -> None:
    found = opened("<r><h><b><c/></b></h><b><c n='1'/></b></r>")
    assert len(found.before()) == 1
    assert list(children(found)) == ["1"]


@pytest.mark.parametrize("part", [3, 1000])
def test_children_before_a_fault_come_first(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branch, "PART", part)
    found = opened("<r><b>\n<c n='1'/>\n<c n='2'/>\n<c></d>")
    found.before()
    drawn = children(found)
    assert [next(drawn), next(drawn)] == ["1", "2"]
    with pytest.raises(UnreadableFile, match=r"^a\.xml, line 4: not well-formed XML: Opening and ending tag mismatch"):
        next(drawn)


@pytest.mark.parametrize("content", ["<r><b><c>{}", "<r>{}", "<r><b/>{}", "<r><h>{}"])
def test_no_document_goes_on_without_a_child(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safexml, "MAX_GAP", 100_000)
    found = opened(content.format("<d/>" * 50_000))
    with pytest.raises(HostileFile, match=r"^a\.xml: no entry in 0 MiB of it"):
        [*found.before(), *found]
