"""Places: names in a text, which namesake is meant, and where a figure holds."""
