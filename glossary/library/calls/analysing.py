"""Files analysed: how much of them the memories know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from glossary.answers import Analysis
from glossary.library import (
    analysing,
)

from .arguments import languages_of, text_of
from .held import Held

NO_RATES: Mapping[str, int] = MappingProxyType({})


class AnalysisCalls(Held):
    """The call that analyses."""

    def analyse_files(
        self,
        files: Iterable[analysing.File],
        *,
        source: str = "",
        target: str = "",
        format: str | None = None,
        memories: Sequence[str] = (),
        rates: Mapping[str, int] = NO_RATES,
    ) -> Analysis:
        """How much of some files the memories know and the files repeat: segments, words and characters by band.

        A file is a name and a stream, in any bilingual format, or a ``.txt`` whose lines are segments; files may come
        one after another, such as from a generator that opens them. `rates` are per cent by the name of a band, for the
        weighted words. Raises `BadRequest`, `NotFound` and `tmx.errors.ExchangeError`.
        """
        order = analysing.Order(languages_of(source, target), format, tuple(memories), analysing.rates_of(rates))
        return analysing.run(self._jobs, ((text_of(name), stream) for name, stream in files), order)
