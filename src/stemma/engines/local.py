"""The engine of one process, under the name by which it is chosen."""

from stemma.core.engine import OneProcess as LocalEngine

__all__ = ["LocalEngine"]
