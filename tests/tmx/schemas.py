"""The standards' own schemas in the shared data, loaded without the network."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree


class _Local(etree.Resolver):
    """Gives the copy of ``xml.xsd`` that lies beside the schemas of XLIFF 2.1 for the one at w3.org."""

    def __init__(self, copy: Path) -> None:
        self._copy = copy

    def resolve(self, url: str, id: str, context: object) -> object:
        return self.resolve_filename(str(self._copy), context) if url.endswith("/xml.xsd") else None


@cache
def xliff20_schema(corpus: Path, version: str = "2.0") -> etree.XMLSchema:
    """The schema of XLIFF 2.0 and 2.1, or of 2.2."""
    base = corpus / "xliff/oasis-xliff-22"
    folder, file = ("xliff-22", "xliff_core_2.2.xsd") if version == "2.2" else ("xliff-21", "xliff_core_2.0.xsd")
    return _schema(base / folder / "schemas" / file, corpus)


@cache
def xliff12_schemas(corpus: Path) -> tuple[etree.XMLSchema, etree.XMLSchema]:
    """The strict and the transitional schema of XLIFF 1.2."""
    (strict,) = corpus.glob("xliff/SAP*/**/xliff-core-1.2-strict.xsd")
    return _schema(strict, corpus), _schema(strict.with_name("xliff-core-1.2-transitional.xsd"), corpus)


def _schema(file: Path, corpus: Path) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    copy = corpus / "xliff/oasis-xliff-22/xliff-21/schemas/informativeCopiesOf3rdPartySchemas/w3c/xml.xsd"
    parser.resolvers.add(_Local(copy))
    return etree.XMLSchema(etree.parse(str(file), parser))
