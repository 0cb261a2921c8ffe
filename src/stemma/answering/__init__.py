"""Answers to what people ask of a ledger: why, what is new, may we print this, what differs, what drifts, what if."""
