"""Quantities in text: numbers, shares, dates, times, money, measures, with exact values comparable across languages."""

from .recognise import quantities, rewritten
from .values import PLAIN_KINDS, Identity, Kind, Quantity, Value

__all__ = ["PLAIN_KINDS", "Identity", "Kind", "Quantity", "Value", "quantities", "rewritten"]
