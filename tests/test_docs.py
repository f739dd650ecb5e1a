"""README and docs say what is so: generated pages are current, links lead somewhere, and every example runs."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from glossary.cli import cli

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ELSEWHERE = ("http://", "https://", "mailto:")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated pages as they would be now, from a process of their own: click keeps what other tests asked."""
    folder = tmp_path_factory.mktemp("written")
    subprocess.run([sys.executable, ROOT / "docs" / "make_reference.py", folder], check=True)
    return folder


def make_reference() -> ModuleType:
    """`docs/make_reference.py`, which stands in no package."""
    spec = spec_from_file_location("make_reference", ROOT / "docs" / "make_reference.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_command_and_option_has_help() -> None:
    written = make_reference()
    with written.root() as context:
        found = list(written.commands(written.cli, context))
    silent = [below.command_path for command, below in found if not command.help]
    silent += [
        f"{below.command_path} {option.opts[0]}"
        for command, below in found
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert len(found) > 5
    assert not silent


@pytest.mark.parametrize("name", ["reference.md", "formats.md"])
def test_generated_page_is_current(written: Path, name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == (written / name).read_text("utf-8"), "run: make docs"


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in LINK.findall(FENCED.sub("", text)) if not link.startswith(ELSEWHERE)]
    assert not [link for link in links if not leads_somewhere(page, link)]


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    target = page.parent / path if path else page
    if not target.exists():
        return False
    return not heading or heading in anchors(target.read_text(encoding="utf-8"))


def anchors(text: str) -> set[str]:
    """The anchors that GitHub and its kin give to the headings of a page."""
    headings = HEADING.findall(FENCED.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [page for page in PAGES if "```console" in page.read_text("utf-8")], ids=ids)
def test_examples_run_and_print_what_they_say(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page in their order: one that names a file is written to it, the commands of a console are run.

    They run beside a copy of the sample, as in a checkout; `…` in what they print stands for any text.
    """
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "glossary" / "sample", tmp_path / "glossary" / "sample")
    for words, text in BLOCK.findall(page.read_text("utf-8")):
        if words == "console":
            for command, expected in examples(text):
                assert_prints(command, expected, tmp_path)
        elif " " in words:
            (tmp_path / words.split()[1]).write_text(text, encoding="utf-8")


def examples(block: str) -> list[tuple[str, str]]:
    """The commands of a block, each with the output that stands below it."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


def assert_prints(command: str, expected: str, folder: Path) -> None:
    environment = {"YIKU_DB": str(folder / "yiku.db"), "COLUMNS": "100"}
    done, printed = in_process(command, environment) or in_shell(command, environment, folder)
    assert done == 0, f"{command}\n{printed}"
    wanted = trimmed(expected).replace("…", "...")
    same = doctest.OutputChecker().check_output(wanted, trimmed(printed), doctest.ELLIPSIS)
    assert same, f"{command}\nprints:\n{printed}\nnot:\n{expected}"


def in_process(command: str, environment: dict[str, str]) -> tuple[int, str] | None:
    """What a plain `yiku …` gives, for it is much faster without a new process; None for what only a shell can run."""
    words = shlex.split(command)
    if words[0] != "yiku" or set("|<>;&$").intersection(command):
        return None
    result = CliRunner(env=environment).invoke(cli, words[1:], prog_name="yiku")
    return result.exit_code, result.output


def in_shell(command: str, environment: dict[str, str], folder: Path) -> tuple[int, str]:
    found = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=os.environ | environment | found,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def trimmed(text: str) -> str:
    """A text without white space at the ends of its lines, which no reader sees and many an editor takes away."""
    return "\n".join(line.rstrip() for line in text.split("\n"))
