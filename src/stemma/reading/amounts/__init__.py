"""Amounts: numbers in digits and words, their units and nouns, hedges, ranges and changes, and what is no amount."""
