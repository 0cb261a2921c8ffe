"""The nouns of Stemma, and what belongs to a noun alone: text, packs, gazetteer, units, engines' seam."""
