"""Adaptation: puts a query's numbers, dates and placeholders into the target of a unit that differs in nothing else."""

from .adaptation import Adapted, Refused, Replacement, adapt
from .slots import differ_in_slots, fixed_words

__all__ = ["Adapted", "Refused", "Replacement", "adapt", "differ_in_slots", "fixed_words"]
