"""Signals in a text: what people say about how the work was done."""

from pipelines.read.signals.find import find_signals
from pipelines.read.signals.rules import load_rules
from pipelines.read.signals.signal import KINDS, Signal

__all__ = ["KINDS", "Signal", "find_signals", "load_rules"]
