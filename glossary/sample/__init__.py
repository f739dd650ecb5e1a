"""The sample library: a Chinese free-trade zone, medical-device registration and biomedical trade."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import BinaryIO, cast

NAME = "Free-trade zone and medical devices"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the sample, and what it goes into."""

    file: str
    memory: str | None = None
    termbase: str | None = None

    def open(self) -> BinaryIO:
        """The file's bytes, to be closed by the caller."""
        return cast(BinaryIO, files(__name__).joinpath(self.file).open("rb"))


PARTS = (Part("terms.csv", termbase=NAME), Part("sentences.tsv", memory=NAME))
