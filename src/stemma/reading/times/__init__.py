"""Times: days, hours, stretches and lengths, and which of them governs a figure."""
