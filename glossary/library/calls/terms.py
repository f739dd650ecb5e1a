"""Terms recognised in running text, and the words that hide them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from glossary.answers import (
    TermInText,
)
from glossary.errors import NotFound
from glossary.library.recognised import Order as Recognition

from .arguments import tag_of, text_of
from .held import Held


class TermCalls(Held):
    """The calls about terms in texts."""

    def recognise(
        self, text: str, source: str, target: str = "", termbases: Sequence[str] = ()
    ) -> tuple[TermInText, ...]:
        """The terms in a text of the source language, also those inside others, by their places in code points.

        By the rules of `glossary.terms.recognise`. Only terms of the named termbases; of all where none is named.
        """
        return self._recogniser.recognise(text_of(text), recognition_of(source, target, termbases))

    def recognise_all(
        self, texts: Iterable[str], source: str, target: str = "", termbases: Sequence[str] = ()
    ) -> Iterator[tuple[TermInText, ...]]:
        """The terms in each of many texts, much quicker than one by one where they are short."""
        return self._recogniser.recognise_all(map(text_of, texts), recognition_of(source, target, termbases))

    def shadows(self, termbase: str, language: str) -> tuple[str, ...]:
        """The words that hide terms inside them and are none themselves. Raises `NotFound`."""
        return self.store.shadows(self._termbase(termbase), tag_of(language))

    def change_shadows(self, termbase: str, language: str, words: Sequence[str], *, remove: bool = False) -> None:
        """Puts words on a shadow list, or takes them off it. Raises `NotFound` for an unknown termbase."""
        given = {word for word in map(str.strip, map(text_of, words)) if word}
        number, tag = self._termbase(termbase), tag_of(language)
        with self.store.writing():
            listed = set(self.store.shadows(number, tag))
            self.store.set_shadows(number, tag, sorted(listed - given if remove else listed | given))

    def _termbase(self, name: str) -> int:
        number = self.store.termbase(name)
        if number is None:
            raise NotFound(f"there is no termbase {name!r}; `yiku stats` lists them")
        return number


def recognition_of(source: str, target: str, termbases: Sequence[str]) -> Recognition:
    return Recognition(tag_of(source), tag_of(target), tuple(termbases))
