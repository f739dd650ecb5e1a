"""The JSON API: the answers of the library, exactly as their ``as_json`` gives them.

Whatever changes the library is no GET, and `web.api.guard` lets it through: from this machine alone, and never from
another site's form.
"""

from __future__ import annotations

from flask import Blueprint

from web.api import concepts as one_concept
from web.api import proposals as review
from web.api.analyse import analyse
from web.api.check import check, dismiss, dismissed, show_again
from web.api.clean import clean, fix, replace
from web.api.drift import drift
from web.api.fragments import fragments
from web.api.guard import guard
from web.api.listings import batches, languages, memories, stats, termbases
from web.api.match import match
from web.api.pretranslate import pretranslate
from web.api.records import concept, unit
from web.api.search import search
from web.api.settle import settle
from web.api.termbase import concepts, set_shadows, shadows
from web.api.terms import terms
from web.api.transfer import export_file, import_file, preview_file, undo
from web.api.units import add, change, delete, history, revert, set_memory

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

blueprint.before_request(guard)

blueprint.add_url_rule("/search", view_func=search)
blueprint.add_url_rule("/match", view_func=match, methods=["GET", "POST"])
blueprint.add_url_rule("/fragments", view_func=fragments)
blueprint.add_url_rule("/terms", view_func=terms, methods=["GET", "POST"])
blueprint.add_url_rule("/check", view_func=check, methods=["POST"])
blueprint.add_url_rule("/dismissed", view_func=dismissed)
blueprint.add_url_rule("/dismissed", view_func=dismiss, methods=["POST"])
blueprint.add_url_rule("/dismissed/<int:number>", view_func=show_again, methods=["DELETE"])
blueprint.add_url_rule("/drift", view_func=drift, methods=["POST"])
blueprint.add_url_rule("/memories", view_func=memories)
blueprint.add_url_rule("/termbases", view_func=termbases)
blueprint.add_url_rule("/termbases/<name:name>/concepts", view_func=concepts)
blueprint.add_url_rule("/termbases/<name:name>/shadows/<language>", view_func=shadows)
blueprint.add_url_rule(
    "/termbases/<name:name>/shadows/<language>", endpoint="shadows_set", view_func=set_shadows, methods=["PUT"]
)
blueprint.add_url_rule("/batches", view_func=batches)
blueprint.add_url_rule("/stats", view_func=stats)
blueprint.add_url_rule("/languages", view_func=languages)
blueprint.add_url_rule("/concepts/<int:number>", view_func=concept)
blueprint.add_url_rule("/concepts/<int:number>/settle", view_func=settle, methods=["POST"])
blueprint.add_url_rule("/concepts", endpoint="concept_add", view_func=one_concept.add, methods=["POST"])
for _method, _path, _handler in (
    ("PUT", "", one_concept.change),
    ("DELETE", "", one_concept.delete),
    ("GET", "/history", one_concept.history),
    ("POST", "/revert", one_concept.revert),
    ("POST", "/merge", one_concept.merge),
    ("POST", "/split", one_concept.split),
    ("POST", "/judge", one_concept.judge),
    ("GET", "/remarks", one_concept.remarks),
    ("POST", "/remarks", one_concept.remark),
):
    _name = f"concept_{_handler.__name__}"
    blueprint.add_url_rule(f"/concepts/<int:number>{_path}", endpoint=_name, view_func=_handler, methods=[_method])
blueprint.add_url_rule("/proposals", view_func=review.proposals)
blueprint.add_url_rule("/proposals", view_func=review.propose, methods=["POST"])
blueprint.add_url_rule("/proposals/<int:number>", view_func=review.proposal)
blueprint.add_url_rule("/proposals/<int:number>/approve", view_func=review.approve, methods=["POST"])
blueprint.add_url_rule("/proposals/<int:number>/reject", view_func=review.reject, methods=["POST"])
blueprint.add_url_rule("/proposals/<int:number>/withdraw", view_func=review.withdraw, methods=["POST"])
blueprint.add_url_rule("/proposed-terms", view_func=review.proposed_terms)
blueprint.add_url_rule("/changes", view_func=review.changes)
blueprint.add_url_rule("/units/<int:number>", view_func=unit)
blueprint.add_url_rule("/units", endpoint="unit_add", view_func=add, methods=["POST"])
blueprint.add_url_rule("/units/<int:number>", endpoint="unit_change", view_func=change, methods=["PUT"])
blueprint.add_url_rule("/units/<int:number>", endpoint="unit_delete", view_func=delete, methods=["DELETE"])
blueprint.add_url_rule("/units/<int:number>/history", endpoint="unit_history", view_func=history)
blueprint.add_url_rule("/units/<int:number>/revert", endpoint="unit_revert", view_func=revert, methods=["POST"])
blueprint.add_url_rule("/memories/<name>", endpoint="memory_set", view_func=set_memory, methods=["PATCH"])
blueprint.add_url_rule("/import", view_func=import_file, methods=["POST"])
blueprint.add_url_rule("/pretranslate", view_func=pretranslate, methods=["POST"])
blueprint.add_url_rule("/analyse", view_func=analyse, methods=["POST"])
blueprint.add_url_rule("/preview", view_func=preview_file, methods=["POST"])
blueprint.add_url_rule("/clean", view_func=clean)
blueprint.add_url_rule("/clean", view_func=fix, methods=["POST"])
blueprint.add_url_rule("/replace", view_func=replace, methods=["POST"])
blueprint.add_url_rule("/export", view_func=export_file)
blueprint.add_url_rule("/batches/<int:number>/undo", view_func=undo, methods=["POST"])
