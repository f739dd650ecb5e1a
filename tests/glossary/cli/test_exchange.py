from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from tests.glossary.cli.conftest import Run
from tests.glossary.library.contents import file_of
from tmx import registry
from tmx.model import Segment, Unit

UNITS = [Unit((Segment("en", en), Segment("zh-CN", zh))) for en, zh in (("Open", "打开"), ("Close", "关闭"))]
IMPORT_FIELDS = ["file", "format", "read", "added", "updated", "unchanged", "skipped", "lost", "batch"]


@pytest.fixture
def tmx(tmp_path: Path) -> Path:
    path = tmp_path / "two.tmx"
    path.write_bytes(file_of(UNITS))
    return path


def test_an_import_prints_the_published_fields_one_object_a_file(run: Run, database: Path, tmx: Path) -> None:
    glossary = tmx.with_name("terms.csv")
    glossary.write_bytes("source,target\n港,port\n,empty\n".encode("utf-8-sig"))
    result = run("--db", database, "import", tmx, glossary, "-s", "zh", "-t", "en", "--json")
    first, second = result.objects()
    assert (result.code, result.err) == (0, "")
    assert [list(each) for each in (first, second)] == [IMPORT_FIELDS] * 2
    assert first == {
        "file": str(tmx),
        "format": "tmx",
        "read": 2,
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "skipped": [],
        "lost": [],
        "batch": 3,
    }
    assert second["skipped"] == [{"at": "row 3", "why": "its source is empty"}]


def test_an_import_tells_people_what_it_did(run: Run, database: Path, tmx: Path) -> None:
    result = run("--db", database, "import", tmx)
    assert result.out.splitlines() == [
        f"{tmx} (tmx): 2 read, 2 added, 0 updated, 0 unchanged, 0 skipped",
        "  batch 3; `yiku undo 3` takes it back",
    ]


def test_a_dry_run_says_what_would_be_and_changes_nothing(run: Run, database: Path, tmx: Path) -> None:
    before = run("--db", database, "stats", "--json").out
    dry = run("--db", database, "import", tmx, "--dry-run", "--json").objects()
    assert (dry[0]["added"], dry[0]["batch"]) == (2, None)
    assert "2 would be added" in run("--db", database, "import", tmx, "--dry-run").out
    assert run("--db", database, "stats", "--json").out == before


def test_of_several_files_those_before_a_bad_one_have_landed(run: Run, database: Path, tmx: Path) -> None:
    result = run("--db", database, "import", tmx, tmx.with_name("none.tmx"), "--json")
    assert result.code == 2
    assert [each["added"] for each in result.objects()] == [2]
    assert result.err.count("\n") == 1


def test_standard_input_and_output(run: Run, database: Path) -> None:
    taken = run("--db", database, "import", "-", "--memory", "piped", "--json", stdin=file_of(UNITS))
    assert taken.objects()[0]["file"] == "-"
    given = run("--db", database, "export", "-", "--memory", "piped")
    assert (given.code, given.err) == (0, "- (tmx): 2 written\n")
    assert list(registry.read(io.BytesIO(given.out.encode()), "-").entries) == UNITS
    reported = run("--db", database, "export", "-", "--memory", "piped", "--format", "po", "--json")
    assert reported.err.startswith('{"file": "-", "format": "po", "written": 2')
    assert 'msgid "Open"' in reported.out


def test_an_export_prints_the_published_fields_and_replaces_the_file_whole(
    run: Run, database: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.tmx"
    out.write_bytes(b"old")
    out.chmod(0o600)
    (written,) = run("--db", database, "export", out, "--json").objects()
    assert written == {"file": str(out), "format": "tmx", "written": 2, "lost": []}
    assert len(list(registry.read(io.BytesIO(out.read_bytes()), "out.tmx").entries)) == 2
    assert out.stat().st_mode & 0o777 == 0o600
    out.write_bytes(b"old")
    assert run("--db", database, "export", out, "--memory", "none").code == 2
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_export_through_a_link_and_into_a_device(run: Run, database: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.tmx", tmp_path / "link.tmx"
    link.symlink_to(real)
    assert run("--db", database, "export", link).code == 0
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"<?xml")
    assert run("--db", database, "export", os.devnull, "--format", "tmx").code == 0
    assert not Path(os.devnull).is_file()


def test_an_export_says_what_the_format_cannot_carry(run: Run, database: Path, tmp_path: Path) -> None:
    unit = Unit((*UNITS[0].segments, Segment("de", "Öffnen")))
    run("--db", database, "import", "-", "--memory", "three", stdin=file_of([unit]))
    result = run("--db", database, "export", tmp_path / "out.po", "--memory", "three", "-s", "en", "-t", "zh-CN")
    assert "  not kept: further languages (1)" in result.out.splitlines()


def test_undo_prints_what_it_took_back(run: Run, database: Path, tmx: Path) -> None:
    run("--db", database, "import", tmx)
    took = {"batch": 3, "removed": 2, "restored": 0, "kept": 0, "kept_by": []}
    assert run("--db", database, "undo", "3", "--json").objects() == [took]
    assert run("--db", database, "undo", "1").out == "batch 1 undone: 2 removed, 0 restored\n"


def test_undo_names_the_later_import_that_keeps_what_it_brought_too(run: Run, database: Path, tmx: Path) -> None:
    for _ in range(2):
        run("--db", database, "import", tmx)
    said = "batch 3 undone: 0 removed, 0 restored; 2 stay, as later imports brought them too: 4\n"
    assert run("--db", database, "undo", "3").out == said
    assert run("--db", database, "undo", "4").out == "batch 4 undone: 2 removed, 0 restored\n"


def test_a_file_whose_name_is_no_text_is_imported(run: Run, database: Path, tmp_path: Path) -> None:
    name = os.fsdecode(str(tmp_path).encode() + "/保[b].tmx".encode("gbk"))
    Path(name).write_bytes(file_of(UNITS))
    (report,) = run("--db", database, "import", name, "--json").objects()
    assert report["added"] == 2
    assert report["file"].endswith("[b].tmx")
