"""The published rules of TBX-Basic, run as they are: jing for the grammars, Saxon's XPath for the Schematron."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree
from saxonche import PySaxonProcessor

SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"
CORE = "TBX_Core_RNG/TBXcoreStructV03.rng"
BASIC_MODULE = "TBX_basic_module/Basic.rng"
RULES = {
    "tbx": ("TBX-Basic_dialect/DCA/TBX-Basic_DCA.sch",),
    "tbx-dct": ("TBX-Basic_dialect/DCT/TBX-Basic_DCT.sch", "TBX_basic_module/Basic.sch"),
}


def jing(program: str, schema: Path, file: Path) -> str:
    """What jing has against a file by a RELAX NG grammar; empty for nothing."""
    found = subprocess.run([program, str(schema), str(file)], capture_output=True, text=True, check=False)
    return (found.stdout + found.stderr).strip() if found.returncode else ""


@cache
def _processor() -> PySaxonProcessor:
    return PySaxonProcessor(license=False)


@cache
def _rules(file: Path) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The namespaces of a Schematron file, and for each assertion its context, test and message."""
    schema = etree.parse(file)
    namespaces = {ns.get("prefix"): ns.get("uri") for ns in schema.iter(f"{SCHEMATRON}ns")}
    found = [
        (rule.get("context"), assertion.get("test"), " ".join("".join(assertion.itertext()).split()))
        for rule in schema.iter(f"{SCHEMATRON}rule")
        for assertion in rule.iter(f"{SCHEMATRON}assert")
    ]
    return namespaces, found


def schematron(rules: Path, data: bytes) -> Iterator[str]:
    """Each assertion of a Schematron file that does not hold somewhere in a document."""
    namespaces, assertions = _rules(rules)
    processor = _processor().new_xpath_processor()
    for prefix, uri in namespaces.items():
        processor.declare_namespace(prefix, uri)
    processor.set_context(xdm_item=_processor().parse_xml(xml_text=data.decode()))
    for context, test, message in assertions:
        contexts = " | ".join(f"//{one}" for one in context.split("|"))
        if not processor.effective_boolean_value(f"every $each in ({contexts}) satisfies $each/({test})"):
            yield f"{context}: {message or test}"


def module_faults(schema: Path, data: bytes, namespace: str) -> Iterator[str]:
    """Elements of a DCT module that its grammar does not allow."""
    grammar = etree.RelaxNG(etree.parse(schema))
    for element in etree.parse(io.BytesIO(data)).iter(f"{{{namespace}}}*"):
        alone = etree.fromstring(etree.tostring(element, with_tail=False))
        if "target" in alone.attrib and alone.tag.endswith("crossReference"):
            continue  # an IDREF has no ID in a document of its own; jing checks it in the whole one
        if not grammar.validate(alone):
            yield str(grammar.error_log.last_error)
