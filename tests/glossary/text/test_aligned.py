"""Folding with the way back: the folded text is the whole text's, and every character of it has its place."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from glossary.text.aligned import SEVERAL, aligned, codes_of, forms, simplified_codes
from glossary.text.chinese import simplified

ODD = st.sampled_from(
    [*"aZé ｶﾞ㍿ﬁßİ\u0301\u0327\u3099각\u1100\u1161\u11a8０５℃保稅區", "\u0e01\u0e48", "\U0001d400", "ﷺ"]
)
TEXTS = st.lists(st.one_of(ODD, st.characters(codec="utf-8")), max_size=12).map("".join)


def text_of(codes: list[int]) -> str:
    return "".join(map(chr, codes))


@given(TEXTS)
def test_clusters_fold_to_what_the_whole_text_folds_to(text: str) -> None:
    found = aligned(text)
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    assert unicodedata.normalize("NFKC", text_of(found.folded.tolist())) == unicodedata.normalize("NFKC", folded)


@given(TEXTS)
def test_places_are_whole_clusters_in_order(text: str) -> None:
    found = aligned(text)
    spans = list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))
    assert spans == sorted(spans)
    firsts = [span for span, first in zip(spans, found.first.tolist(), strict=True) if first]
    lasts = [span for span, last in zip(spans, found.last.tolist(), strict=True) if last]
    assert firsts == lasts == sorted(set(spans))
    assert "".join(text[start:end] for start, end in firsts) == text


@given(TEXTS)
def test_the_table_folds_a_normal_text_as_the_clusters_do(text: str) -> None:
    normal = unicodedata.normalize("NFKC", text)
    codes = forms().folded[codes_of(normal)].tolist()
    if SEVERAL not in codes:
        assert text_of(codes) == text_of(aligned(normal).folded.tolist())


def test_simplification_is_by_character_and_agrees_with_the_converter() -> None:
    codes = simplified_codes()
    for char in "稅區電腦裏臺國a保":
        assert chr(codes[ord(char)]) == simplified(char)


@given(TEXTS)
def test_what_is_written_stands_beside_each_cluster_or_is_left_out_whole(text: str) -> None:
    found = aligned(text)
    spans = zip(found.starts.tolist(), found.ends.tolist(), strict=True)
    written: dict[tuple[int, int], list[int]] = {}
    for span, code in zip(spans, found.written.tolist(), strict=True):
        written.setdefault(span, []).append(code)
    for (start, end), codes in written.items():
        assert not any(codes) or text_of(codes) == unicodedata.normalize("NFKC", text[start:end])
