"""Of whom or of what an amount speaks."""
