"""The part of the contract that is about the index of segments."""

from __future__ import annotations

from glossary.store import Store
from glossary.store.values import BlockFrame, SegmentText, StoredBlock, UnitKeys
from tmx.model import Segment, Unit

from .rows import WHOLE_UNIT, A, B, C, stored, unit


class IndexContract:
    """Blocks, fresh texts, keys and candidates."""

    def test_an_index_is_told_whole_and_cleared(self, store: Store) -> None:
        with store.writing():
            stored(store, A, B)
            for family in ("en", "zh"):
                lists = [(0, memoryview(b"1234")), (131071, memoryview(b"last"))]
                store.add_block(family, StoredBlock(0, 1, 9, 2, 20), BlockFrame(b"e", b"s", b"z"), lists)
            store.add_fresh("en", [UnitKeys(1, 0, b"ab")])
        (block,) = store.blocks("zh")
        assert list(store.posting_lists(block.number)) == [(0, b"1234"), (131071, b"last")]
        assert list(store.posting_lists(999)) == []
        assert store.stray_lists() == 0
        assert set(store.segment_languages()) == {tag for each in (A, B) for tag in each.languages}
        with store.writing():
            store.clear_index()
        assert (store.families(), store.fresh_units("en"), list(store.posting_lists(block.number))) == ((), [], [])

    def test_blocks_give_back_their_lists(self, store: Store) -> None:
        blocks = [StoredBlock(0, 10, 19, 7, 70), StoredBlock(0, 1, 9, 5, 50), StoredBlock(0, 1, 9, 2, 20)]
        with store.writing():
            for family, block in zip(("en", "en", "zh"), blocks, strict=True):
                lists = [(0, memoryview(b"\1\0\0\0")), (block.texts, memoryview(b"12345678"))]
                frame = BlockFrame(b"entries", b"signatures", bytes([block.texts]))
                store.add_block(family, block, frame, [*lists, (131071, memoryview(b"last"))])
        low, high = store.blocks("en")
        assert [(each.base, each.last, each.texts) for each in (low, high)] == [(1, 9, 5), (10, 19, 7)]
        assert [store.block_frame(each.number) for each in (low, high)] == [
            BlockFrame(b"entries", b"signatures", sizes) for sizes in (b"\5", b"\7")
        ]
        assert store.postings([low.number, high.number], [0, 5, 6, 131071]) == {
            low.number: {0: b"\1\0\0\0", 5: b"12345678", 131071: b"last"},
            high.number: {0: b"\1\0\0\0", 131071: b"last"},
        }
        with store.writing():
            store.remove_blocks([low.number])
        assert store.blocks("en") == (high,)
        assert store.postings([low.number], [0, 131071]) == {low.number: {}}
        assert store.families() == ("en", "zh")

    def test_fresh_texts_are_found_by_their_length(self, store: Store) -> None:
        keys = [UnitKeys(3, 0, "ab".encode("utf-16-le")), UnitKeys(1, 1, "abc".encode("utf-16-le"))]
        with store.writing():
            store.add_fresh("en", [*keys, keys[0], UnitKeys(1, 0, b"")])
            store.add_fresh("zh", keys[:1])
        assert sorted(store.fresh("en", 1, 2)) == [keys[0]]
        assert sorted(store.fresh("en", 0, 1 << 62)) == sorted([UnitKeys(1, 0, b""), *keys])
        assert store.fresh_units("en") == [1, 3]
        assert (store.has_fresh("en"), store.has_fresh("th")) == (True, False)
        with store.writing():
            store.drop_fresh("en", 2, 3)
        assert store.fresh_units("en") == [1]
        with store.writing():
            store.drop_fresh("en")
        assert (store.fresh_units("en"), store.fresh_units("zh"), store.families()) == ([], [3], ("zh",))

    def test_segments_are_told_by_family(self, store: Store) -> None:
        swiss = unit("x", "字")
        mixed = Unit((*WHOLE_UNIT.segments, *swiss.segments))
        with store.writing():
            _, (one, two) = stored(store, A, mixed)
        places = [(each.unit, each.position) for each in store.unit_keys("en", [two, one, 999])]
        assert sorted(places) == [(one, 0), (two, 1), (two, 3)]
        assert [(each.unit, each.position) for each in store.unit_keys_between("de", 0, 999)] == [(two, 2)]
        assert [each.unit for each in store.unit_keys_between("zh", one, two)] == [one, two, two]
        assert list(store.unit_keys_between("zh", two + 1, 999)) == []
        assert [each.position for each in store.candidates("de-CH", [one, two])] == [2]
        assert store.candidates("de-AT", [one, two]) == []
        found = {(each.unit, each.position): each for each in store.candidates("zh", [one, two])}
        whole = found[two, 0]
        assert (whole.language, whole.text, whole.markup) == ("zh-CN", "保税区𠮷", WHOLE_UNIT.segments[0].markup)
        assert set(found) == {(one, 1), (two, 0), (two, 4)}

    def test_a_family_is_not_the_beginning_of_another(self, store: Store) -> None:
        pair = Unit((Segment("en", "word"), Segment("fil", "salita")))
        with store.writing():
            _, (number,) = stored(store, pair)
        assert store.candidates("fi", [number]) == []
        assert len(store.candidates("fil", [number])) == 1

    def test_segments_are_walked_by_units_and_get_other_keys(self, store: Store) -> None:
        with store.writing():
            _, (one, two, three) = stored(store, A, B, C)
            store.set_keys([UnitKeys(two, 1, b"zz")])
        first = store.segments_after(0, 2)
        assert first[:2] == [SegmentText(one, 0, "en", "one"), SegmentText(one, 1, "zh-CN", "一")]
        assert [each.unit for each in first] == [one, one, two, two]
        assert [each.unit for each in store.segments_after(two, 9)] == [three, three]
        assert store.segments_after(three, 9) == []
        assert store.unit_keys("zh", [two]) == [UnitKeys(two, 1, b"zz")]
        assert store.unit_keys("en", [two])[0].keys != b"zz"

    def test_optimising_changes_nothing_that_is_read(self, store: Store) -> None:
        with store.writing():
            stored(store, A)
        before = store.memories()
        store.optimise()
        assert store.memories() == before

    def test_words_are_kept_by_family_until_the_index_is_cleared(self, store: Store) -> None:
        with store.writing():
            store.add_words({"en": ["save", "it's"], "zh": ["abc"]})
            store.add_words({"en": {"save", "a"}, "de": ()})
        assert store.words("en") == ["a", "it's", "save"]
        assert (store.words("zh"), store.words("de")) == (["abc"], [])
        with store.writing():
            store.clear_index()
        assert store.words("en") == []
