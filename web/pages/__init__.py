"""The pages: one handler a file, all of them in the table below. Every page works without JavaScript."""

from __future__ import annotations

from flask import Blueprint

from glossary.errors import Merged
from web import people
from web.pages.analysis_show import analysis_download, analysis_show
from web.pages.batch_undo import batch_confirm, batch_undo
from web.pages.changes_show import changes_feed, changes_show
from web.pages.check_dismissed import dismissed_again, dismissed_show
from web.pages.check_show import check_show
from web.pages.concept_merge import concept_merge, concept_unite
from web.pages.concept_remark import concept_remark
from web.pages.concept_remove import concept_confirm, concept_delete, concept_revert
from web.pages.concept_show import concept_merged, concept_show
from web.pages.concept_split import concept_divide, concept_split
from web.pages.concept_write import concept_add, concept_change, concept_edit, concept_new
from web.pages.drift_show import drift_show
from web.pages.export_download import export_download
from web.pages.help_show import help_show
from web.pages.import_columns import import_columns
from web.pages.import_create import import_create
from web.pages.library_clean import clean_fix, clean_show, replace_do, replace_show
from web.pages.library_show import library_show
from web.pages.match_show import match_show
from web.pages.name_set import name_set, name_show
from web.pages.review_decide import proposal_approve, proposal_decide, proposal_edit, terms_decide
from web.pages.review_show import review_show
from web.pages.search_show import search_show
from web.pages.termbase_show import shadows_set, termbase_show
from web.pages.unit_show import unit_show
from web.pages.unit_write import unit_add, unit_change, unit_confirm, unit_delete, unit_edit, unit_revert

blueprint = Blueprint("pages", __name__)

people.register(blueprint)
blueprint.register_error_handler(Merged, concept_merged)

blueprint.add_url_rule("/", view_func=search_show)
blueprint.add_url_rule("/match", view_func=match_show, methods=["GET", "POST"])
blueprint.add_url_rule("/match/analyse", view_func=analysis_show, methods=["GET", "POST"])
blueprint.add_url_rule("/match/analyses/<token>", view_func=analysis_download)
blueprint.add_url_rule("/check", view_func=check_show, methods=["GET", "POST"])
blueprint.add_url_rule("/check/dismissed", view_func=dismissed_show)
blueprint.add_url_rule("/check/dismissed/<int:number>", view_func=dismissed_again, methods=["POST"])
blueprint.add_url_rule("/check/drift", view_func=drift_show, methods=["GET", "POST"])
blueprint.add_url_rule("/concepts/<int:number>", view_func=concept_show)
blueprint.add_url_rule("/concepts/new", view_func=concept_new)
blueprint.add_url_rule("/concepts/new", view_func=concept_add, methods=["POST"])
blueprint.add_url_rule("/concepts/<int:number>/edit", view_func=concept_edit)
blueprint.add_url_rule("/concepts/<int:number>/edit", view_func=concept_change, methods=["POST"])
blueprint.add_url_rule("/concepts/<int:number>/delete", view_func=concept_confirm)
blueprint.add_url_rule("/concepts/<int:number>/delete", view_func=concept_delete, methods=["POST"])
blueprint.add_url_rule("/concepts/<int:number>/revert", view_func=concept_revert, methods=["POST"])
blueprint.add_url_rule("/concepts/<int:number>/merge", view_func=concept_merge)
blueprint.add_url_rule("/concepts/<int:number>/merge", view_func=concept_unite, methods=["POST"])
blueprint.add_url_rule("/concepts/<int:number>/split", view_func=concept_split)
blueprint.add_url_rule("/concepts/<int:number>/split", view_func=concept_divide, methods=["POST"])
blueprint.add_url_rule("/concepts/<int:number>/remarks", view_func=concept_remark, methods=["POST"])
blueprint.add_url_rule("/concepts/<int:number>/terms", view_func=terms_decide, methods=["POST"])
blueprint.add_url_rule("/review", view_func=review_show)
blueprint.add_url_rule("/review/<int:number>", view_func=proposal_decide, methods=["POST"])
blueprint.add_url_rule("/review/<int:number>/edit", view_func=proposal_edit)
blueprint.add_url_rule("/review/<int:number>/edit", view_func=proposal_approve, methods=["POST"])
blueprint.add_url_rule("/changes", view_func=changes_show)
blueprint.add_url_rule("/changes.atom", view_func=changes_feed)
blueprint.add_url_rule("/termbases/<name:name>", view_func=termbase_show)
blueprint.add_url_rule("/termbases/<name:name>", view_func=shadows_set, methods=["POST"])
blueprint.add_url_rule("/units/<int:number>", view_func=unit_show)
blueprint.add_url_rule("/units", view_func=unit_add, methods=["POST"])
blueprint.add_url_rule("/units/<int:number>/edit", view_func=unit_edit)
blueprint.add_url_rule("/units/<int:number>/edit", view_func=unit_change, methods=["POST"])
blueprint.add_url_rule("/units/<int:number>/delete", view_func=unit_confirm)
blueprint.add_url_rule("/units/<int:number>/delete", view_func=unit_delete, methods=["POST"])
blueprint.add_url_rule("/units/<int:number>/revert", view_func=unit_revert, methods=["POST"])
blueprint.add_url_rule("/library", view_func=library_show)
blueprint.add_url_rule("/library/clean", view_func=clean_show)
blueprint.add_url_rule("/library/clean", view_func=clean_fix, methods=["POST"])
blueprint.add_url_rule("/library/replace", view_func=replace_show)
blueprint.add_url_rule("/library/replace", view_func=replace_do, methods=["POST"])
blueprint.add_url_rule("/library/import", view_func=import_create, methods=["POST"])
blueprint.add_url_rule("/library/import/columns", view_func=import_columns, methods=["POST"])
blueprint.add_url_rule("/library/export", view_func=export_download)
blueprint.add_url_rule("/library/batches/<int:number>/undo", view_func=batch_confirm)
blueprint.add_url_rule("/library/batches/<int:number>/undo", view_func=batch_undo, methods=["POST"])
blueprint.add_url_rule("/name", view_func=name_show)
blueprint.add_url_rule("/name", view_func=name_set, methods=["POST"])
blueprint.add_url_rule("/help", view_func=help_show)
