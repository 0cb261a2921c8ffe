"""Descent: who copied whom, from shared text, rare figures, quotations, errors and credits; lost originals; changes on the way."""

from stemma.descent.trace import trace

__all__ = ["trace"]
