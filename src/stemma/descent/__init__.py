"""Descent: who copied whom, from shared text, rare figures, quotations, errors and credits; lost originals; changes on the way."""

from stemma.descent.taken_over import as_taken_over
from stemma.descent.trace import trace

__all__ = ["as_taken_over", "trace"]
