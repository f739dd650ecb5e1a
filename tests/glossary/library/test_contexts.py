"""Contexts are read from the names under which each program keeps them in TMX, and make a match of 101."""

from __future__ import annotations

import io

import pytest

from glossary.library import Library
from glossary.library.contexts import Around, agrees
from tmx.model import Details, Prop, Segment, Unit

BESIDE = {
    "memoQ": ("tuv", "x-context-pre", "&lt;seg&gt;Be&lt;ph x='1'/&gt;fore.&lt;/seg&gt;", "x-context-post"),
    "MateCat": ("tu", "x-context-pre", "Before.", "x-context-post"),
    "OmegaT": ("tu", "prev", "Before.", "next"),
    "XTM": ("tu", "x-previous-source-text", "Before.", "x-next-source-text"),
    "Phrase": ("tuv", "context_prev", "Before.", "context_next"),
    "GlobalLink": ("tu", "previousMd5Segment", "Before.", "nextMd5Segment"),
    "capitals": ("tu", "X-Context-Pre", " Before. ", "X-Context-Post"),
}
KEYS = {
    "XTM": "x-segment-id",
    "Trados": "x-IdContext",
    "OmegaT": "id",
    "Transifex": "context",
    "Yiku": "x-context",
}


def brought(library: Library, tu: str = "", tuv: str = "") -> Library:
    file = (
        '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" '
        f'adminlang="en" srclang="en" datatype="xml"/><body><tu>{tu}<tuv xml:lang="en">{tuv}<seg>Open</seg></tuv>'
        '<tuv xml:lang="zh-CN"><seg>打开</seg></tuv></tu></body></tmx>'
    )
    library.import_file(io.BytesIO(file.encode()), "m.tmx")
    return library


def score(library: Library, before: str = "", after: str = "", context: str = "") -> int:
    answer = library.match("Open", source="en", target="zh-CN", before=before, after=after, context=context)
    return answer.matches[0].score


def prop(type: str, value: str) -> str:
    return f'<prop type="{type}">{value}</prop>'


@pytest.mark.parametrize("program", BESIDE)
def test_the_texts_beside_a_segment_are_found_under_each_programs_names(library: Library, program: str) -> None:
    place, before, value, after = BESIDE[program]
    brought(library, **{place: prop(before, value) + prop(after, value.replace("fore", "hind"))})
    assert score(library, "Before.", "Behind.") == 101
    assert score(library, "Before.", "Other.") == 100
    assert score(library, "Before.") == 100
    assert score(library) == 100


@pytest.mark.parametrize("program", BESIDE)
def test_the_first_segment_of_a_document_has_nothing_before_it(library: Library, program: str) -> None:
    place, before, value, _ = BESIDE[program]
    brought(library, **{place: prop(before, value)})
    assert score(library, "Before.") == 101
    assert score(library, "Before.", "After.") == 100


def test_of_a_trados_context_the_preceding_source_counts(library: Library) -> None:
    hashes = prop("x-Context", "3724826454458105209, 8956964337464956188")
    texts = prop("x-ContextContent", "Before. |  | 之前。 | ") + prop("x-ContextContent", "Elsewhere. |  | 别处。 | ")
    brought(library, hashes + texts)
    assert score(library, "Before.", "whatever") == 101
    assert score(library, "Elsewhere.") == 101
    assert score(library, "之前。") == 100
    assert score(library) == 100


def test_hashes_alone_make_no_context(library: Library) -> None:
    brought(library, prop("x-Context", "0, 0"))
    assert score(library) == score(library, "0, 0", "0, 0", "0, 0") == 100


@pytest.mark.parametrize("program", KEYS)
def test_the_key_of_a_segment_is_found_under_each_programs_name(library: Library, program: str) -> None:
    brought(library, prop(KEYS[program], "menu.open"))
    assert score(library, context="menu.open") == 101
    assert score(library, context="menu.close") == 100
    assert score(library) == 100


def test_a_key_decides_before_the_texts_beside_it() -> None:
    props = Details(props=(Prop("id", "menu.open"), Prop("prev", "Before."), Prop("next", "After.")))
    both = Unit((Segment("en", "Open"), Segment("zh-CN", "打开")), details=props)
    assert not agrees(Around("Before.", "After.", "menu.close"), both, 0)
    assert agrees(Around("Before.", "After."), both, 0)
    assert agrees(Around("", "", "menu.open"), both, 0)


def test_a_context_that_only_looks_like_xml_is_a_text() -> None:
    details = Details(props=(Prop("prev", "<seg>a & b</seg>"),))
    held = Unit((Segment("en", "Open"), Segment("de", "Auf")), details=details)
    assert agrees(Around("<seg>a & b</seg>"), held, 0)
