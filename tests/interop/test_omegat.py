"""OmegaT, run without its windows, reads an exported memory and glossary, and translates with them."""

from __future__ import annotations

import io
import json
import subprocess
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from glossary.library import Library
from tests.interop.exported import CODED, as_tmx, glossary, memory_of, texts
from tmx import registry
from tmx.model import Concept, Unit

PROJECT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
<project version="1.0">
<source_dir>__DEFAULT__</source_dir>
<target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang>
<target_lang>ZH-CN</target_lang>
<source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok>
<sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project>
</omegat>
"""
NOBODY_KNOWS = "Nobody has translated this."


class Project:
    """One run of OmegaT over a project of ours."""

    def __init__(self, omegat: str, folder: Path, sample: Library) -> None:
        self.units = memory_of(sample)
        for name in ("source", "target", "tm", "glossary", "omegat", "dictionary"):
            (folder / "project" / name).mkdir(parents=True)
        self.root = folder / "project"
        (self.root / "omegat.project").write_text(PROJECT)
        (self.root / "omegat" / "project_save.tmx").write_bytes(as_tmx(self.units))
        (self.root / "tm" / "memory.tmx").write_bytes(as_tmx([*self.units, CODED]))
        (self.root / "glossary" / "terms.tbx").write_bytes(glossary(sample, "tbx2"))
        (self.root / "glossary" / "terms.txt").write_bytes(glossary(sample, "omegat"))
        tbx = io.BytesIO(glossary(sample, "tbx2"))
        self.concepts = [each for each in registry.read(tbx, "terms.tbx").entries if isinstance(each, Concept)]
        self.sources = [normalize("NFC", source) for source, _ in texts(self.units)]
        self._write_source()
        self._run(omegat, folder)
        self.read: dict[str, Any] = json.loads((self.root / "read.json").read_text(encoding="utf-8"))

    def _write_source(self) -> None:
        lines = "\n\n".join((*self.sources, NOBODY_KNOWS))
        (self.root / "source" / "all.txt").write_text(f"{lines}\n", encoding="utf-8")

    def _run(self, omegat: str, folder: Path) -> None:
        script = Path(__file__).with_name("read.groovy")
        command = [omegat, str(self.root), "--mode=console-translate", "--quiet", f"--config-dir={folder / 'config'}"]
        found = subprocess.run(
            [*command, f"--script={script}"], capture_output=True, text=True, check=False, timeout=300
        )
        assert found.returncode == 0, found.stdout + found.stderr
        assert "Error:" not in found.stdout + found.stderr, found.stdout + found.stderr


@pytest.fixture(scope="module")
def project(require_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory, sample: Library) -> Project:
    return Project(require_tool("omegat"), tmp_path_factory.mktemp("omegat"), sample)


def pairs(found: list[list[str]]) -> set[tuple[str, str]]:
    return {(source, target) for source, target in found}


def composed(units: list[Unit]) -> set[tuple[str, str]]:
    """The texts of units as OmegaT takes all text, in Unicode's form C."""
    return {(normalize("NFC", source), normalize("NFC", target)) for source, target in texts(units)}


def test_every_unit_is_read_as_a_translation_of_the_project(project: Project) -> None:
    assert pairs(project.read["translations"]) == composed(project.units)


def test_every_unit_is_read_as_a_reference_memory(project: Project) -> None:
    plain, coded = composed(project.units), pairs(project.read["memories"])
    assert plain <= coded
    assert len(coded) == len(plain) + 1


def test_a_document_is_translated_with_the_memory(project: Project) -> None:
    known = dict(composed(project.units))
    translated = (project.root / "target" / "all.txt").read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    assert translated == [*(known[source] for source in project.sources), NOBODY_KNOWS]


def test_every_term_that_may_be_used_is_read_from_the_tbx_glossary_with_its_translations(project: Project) -> None:
    rendered = defaultdict(set)
    for source, target in pairs(project.read["glossaries"]["terms.tbx"]):
        rendered[source] |= set(target.split(", "))
    expected = defaultdict(set)
    for concept in project.concepts:
        usable = [term for term in concept.terms if term.status.usable]
        for english in (term.text for term in usable if term.language == "en"):
            expected[english] |= {term.text for term in usable if term.language == "zh-CN"}
    assert len(expected) > 150
    assert {
        source: targets - rendered[source] for source, targets in expected.items() if targets - rendered[source]
    } == {}


def test_every_line_is_read_from_the_text_glossary(project: Project) -> None:
    lines = (project.root / "glossary" / "terms.txt").read_text(encoding="utf-8").splitlines()
    written = {tuple(line.split("\t")[:2]) for line in lines if not line.startswith("#")}
    assert len(written) > 150
    assert pairs(project.read["glossaries"]["terms.txt"]) == written
