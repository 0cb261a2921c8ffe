"""On whose word a figure rests: fitted choices among the sources of a report."""
