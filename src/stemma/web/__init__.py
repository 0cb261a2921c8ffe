"""The local web app: every screen of the workbench on one ledger, and a JSON twin of each."""

from stemma.web.app import Doings, make_app

__all__ = ["Doings", "make_app"]
