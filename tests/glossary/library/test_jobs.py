"""A job answers as its queries would one by one, in one process or several, and ends clearly whatever happens."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.answers import Matches
from glossary.errors import BadRequest, NotFound, YikuError
from glossary.library import Library, hands, jobs
from glossary.library.hands import Hand
from glossary.library.matching import Query
from tests.glossary.library.contents import bring, file_of
from tmx.errors import BadLanguage
from tmx.model import Details, Prop, Segment, Unit

WORDS = ["save", "open", "close", "the", "file", "now", "before", "after", "menu", "page"]
SETTINGS = {"source": "en", "target": "zh-CN"}


def sentence(choose: random.Random) -> str:
    return " ".join(choose.choice(WORDS) for _ in range(choose.randint(3, 8)))


def memory(units: int = 300) -> bytes:
    choose = random.Random(4)
    texts = [sentence(choose) for _ in range(units)]
    entries = []
    for before, text, after in zip(["", *texts], texts, [*texts[1:], ""], strict=False):
        props = (Prop("x-context-pre", before), Prop("x-context-post", after))
        entries.append(Unit((Segment("en", text), Segment("zh-CN", f"译 {text}")), details=Details(props=props)))
    return file_of(entries)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("jobs") / "library.db"
    with Library.open(path) as library:
        bring(library, memory(), memory="m")
    return path


@pytest.fixture(scope="module")
def alone(path: Path) -> Iterator[Library]:
    with Library.open(path, processes=1) as library:
        yield library


@pytest.fixture(scope="module")
def two(path: Path) -> Iterator[Library]:
    with Library.open(path, processes=2) as library:
        yield library


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs of a few queries are worth a process, and their portions are small."""
    monkeypatch.setattr(jobs, "WORTH", 4)
    monkeypatch.setattr(jobs, "PORTION", 2)


queries = st.builds(
    Query,
    text=st.integers(0, 60).map(lambda seed: sentence(random.Random(seed))),
    source=st.just("en"),
    target=st.just("zh-CN"),
    threshold=st.sampled_from([50, 75, 101]),
    limit=st.sampled_from([1, 5, 1000]),
    memories=st.sampled_from([(), ("m",)]),
    before=st.sampled_from(["", "Save"]),
    after=st.sampled_from(["", "now"]),
    context=st.sampled_from(["", "menu"]),
)
texts = st.lists(st.integers(0, 20).map(lambda seed: sentence(random.Random(seed))), max_size=30)


def one_by_one(library: Library, texts: list[str]) -> list[Matches]:
    around = zip(["", *texts], texts, [*texts[1:], ""], strict=False)
    return [library.match(text, **SETTINGS, before=before, after=after) for before, text, after in around]


@given(job=st.lists(queries, max_size=30))
def test_a_job_answers_as_its_queries_one_by_one(alone: Library, job: list[Query]) -> None:
    assert list(alone._jobs.answer(job)) == [alone._matcher.match(query) for query in job]


@settings(max_examples=20)
@given(job=st.lists(queries, max_size=40))
def test_two_processes_answer_alike_and_in_order(two: Library, job: list[Query]) -> None:
    assert list(two._jobs.answer(job)) == [two._matcher.match(query) for query in job]


@given(query=queries)
def test_the_best_one_is_the_first_of_all(alone: Library, query: Query) -> None:
    (best,), (every,) = (alone._matcher.match_all([replace(query, limit=limit)]) for limit in (1, 1000))
    assert best.matches == every.matches[:1]


@given(job=texts)
def test_texts_have_those_beside_them_as_their_context(alone: Library, job: list[str]) -> None:
    assert list(alone.match_all(job, **SETTINGS)) == one_by_one(alone, job)


def test_answers_that_nobody_looks_at_are_the_same_without_marks(alone: Library) -> None:
    job = [sentence(random.Random(seed)) for seed in range(20)]
    bare = [
        replace(match, query_pieces=(), source_pieces=()) for each in one_by_one(alone, job) for match in each.matches
    ]
    assert [match for each in alone.match_all(job, **SETTINGS, marked=False) for match in each.matches] == bare


def test_the_contexts_of_a_document_are_found_again(two: Library, path: Path) -> None:
    choose = random.Random(4)
    document = [sentence(choose) for _ in range(300)]
    found = list(two.match_all(document, **SETTINGS))
    assert {answer.matches[0].score for answer in found} == {101}
    assert len(two._hands._idle) == 1


def test_a_query_that_comes_again_is_answered_once(alone: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Query] = []
    match_all = alone._matcher.match_all
    monkeypatch.setattr(alone._matcher, "match_all", lambda some: asked.extend(some) or match_all(some))
    query, other = Query("save the file now", "en", "zh-CN"), Query("open the page", "en", "zh-CN")
    answers = list(alone._jobs.answer([query, other] * 40 + [replace(query, before="Save")]))
    assert asked == [query, other, replace(query, before="Save")]
    assert len(answers) == 81


@pytest.mark.parametrize("count", [1, 5, 200])
def test_one_query_may_come_as_often_as_it_likes(two: Library, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(jobs, "_MOST_WAITING", 8)
    monkeypatch.setattr(jobs, "PORTION", 32)
    query = Query("save the file now", "en", "zh-CN")
    assert list(two._jobs.answer([query] * count)) == [two._matcher.match(query)] * count


def test_what_is_remembered_and_what_waits_has_a_bound(two: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_MOST_WAITING", 12)
    monkeypatch.setattr(jobs, "_MOST_REMEMBERED", 5)
    drawn = 0

    def many() -> Iterator[Query]:
        nonlocal drawn
        for number in range(300):
            drawn += 1
            yield Query(sentence(random.Random(number)), "en", "zh-CN")

    for number, _ in enumerate(two._jobs.answer(many()), start=1):
        assert drawn - number <= 12


def test_an_error_in_another_process_is_the_same_error(two: Library) -> None:
    wrong = Query("save the file", "en", "zh-CN", memories=("none",))
    with pytest.raises(NotFound) as here:
        two._matcher.match(wrong)
    job = [replace(wrong, before=str(number)) for number in range(20)]
    with two._hands.lent(1, 0) as (hand,):
        hand.ask(job)
        with pytest.raises(NotFound, match=str(here.value)):
            hand.answer()
    with pytest.raises(NotFound, match=str(here.value)):
        list(two._jobs.answer(job))
    assert list(two._jobs.answer([replace(wrong, memories=())] * 9))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"limit": 0}, "the limit is 0; it must be from 1"),
        ({"limit": 10**9}, "the limit is 1000000000"),
        ({"threshold": 102}, "the threshold is 102"),
        ({"target": ""}, "the target language is missing"),
        ({"source": "not a tag"}, "not a tag"),
    ],
)
def test_a_wrong_order_is_refused_as_by_match(two: Library, wrong: dict[str, object], says: str) -> None:
    order = {**SETTINGS, **wrong}
    with pytest.raises((BadRequest, BadLanguage), match=says):
        two.match("save", **order)  # type: ignore[arg-type]
    with pytest.raises((BadRequest, BadLanguage), match=says):
        list(two.match_all(["save", "open"] * 10, **order))  # type: ignore[arg-type]


def test_a_process_that_is_killed_is_an_error_and_the_next_job_has_another(
    two: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Hand] = []
    take = two._hands._take
    monkeypatch.setattr(two._hands, "_take", lambda *counts: taken.extend(take(*counts)) or taken)
    answers = two._jobs.answer(Query(sentence(random.Random(n)), "en", "zh-CN") for n in range(500))
    next(answers)
    os.kill(taken[0].number, signal.SIGTERM)
    with pytest.raises(YikuError, match="ended from outside"):
        list(answers)
    monkeypatch.undo()
    assert len(list(two._jobs.answer([Query("save the file", "en", "zh-CN")] * 30))) == 30


def test_a_process_that_was_ended_at_rest_is_replaced(two: Library) -> None:
    with two._hands.lent(1, 0) as (hand,):
        pass
    os.kill(hand.number, signal.SIGTERM)
    hand._process.wait()
    with two._hands.lent(1, 0) as (other,):
        assert other.is_alive
    assert other.number != hand.number


def test_a_job_that_nobody_wants_to_the_end_leaves_no_process_at_work(two: Library) -> None:
    with two._hands.lent(1, 0) as (hand,):
        pass
    answers = two._jobs.answer(Query(sentence(random.Random(n)), "en", "zh-CN") for n in range(500))
    next(answers)
    answers.close()
    assert not hand.is_alive
    assert two._hands._idle == []


def test_long_texts_and_answers_fill_no_pipe(two: Library) -> None:
    long = " ".join(sentence(random.Random(number)) for number in range(5000))
    job = [Query(f"{long} {number}", "en", "zh-CN", limit=1000) for number in range(30)]
    assert [answer.query for answer in two._jobs.answer(job)] == [query.text for query in job]


def test_jobs_at_the_same_time_share_the_processes(two: Library) -> None:
    job = [Query(sentence(random.Random(n)), "en", "zh-CN") for n in range(40)]
    wanted, found = [two._matcher.match(query) for query in job], []
    threads = [threading.Thread(target=lambda: found.append(list(two._jobs.answer(job)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 3
    assert len(two._hands._idle) == 1


def test_processes_end_when_they_have_rested_and_with_the_library(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(path, processes=2) as library:
        with library._hands.lent(5, 0) as lent:
            (kept,) = lent
        assert kept.is_alive
    assert not kept.is_alive
    monkeypatch.setattr(hands, "KEPT_SECONDS", 0.01)
    with Library.open(path, processes=2) as library:
        with library._hands.lent(1, 0) as (rested,):
            pass
        for _ in range(500):
            if not rested.is_alive:
                break
            time.sleep(0.01)
        assert not rested.is_alive


def test_another_process_changes_nothing_and_makes_no_library(path: Path, tmp_path: Path) -> None:
    hand = Hand(str(tmp_path / "none.db"))
    hand.ask([Query("save", "en", "zh-CN")])
    with pytest.raises(YikuError, match=r"none\.db cannot be opened"):
        hand.answer()
    hand.end()
    assert list(tmp_path.iterdir()) == []


def test_a_small_job_starts_no_process_but_uses_one_that_is_there(
    two: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "WORTH", 500)
    job = [f"save the file {number}" for number in range(20)]
    two._hands._dismiss()
    asked: list[list[Query]] = []
    monkeypatch.setattr(Hand, "ask", lambda hand, queries, ask=Hand.ask: asked.append(queries) or ask(hand, queries))
    assert len(list(two.match_all(job, **SETTINGS))) == 20
    assert (two._hands._idle, asked) == ([], [])
    with two._hands.lent(1, 0):
        pass
    assert len(list(two.match_all(job, **SETTINGS))) == 20
    assert asked


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_an_interrupt_ends_all_processes(path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    child = int(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    assert process.wait(30) != 0
    process.stdout.close()
    for _ in range(500):
        if not Path(f"/proc/{child}").exists():
            break
        time.sleep(0.01)
    assert not Path(f"/proc/{child}").exists()


DRIVER = """
import itertools, os, sys
from glossary.library import Library
children = f"/proc/{os.getpid()}/task/{os.getpid()}/children"
with Library.open(sys.argv[1], processes=2) as library:
    texts = (f"save the file {number}" for number in itertools.count())
    for number, _ in enumerate(library.match_all(texts, source="en", target="zh-CN")):
        if number == 200:
            print(open(children).read(), flush=True)
"""
