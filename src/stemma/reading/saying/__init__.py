"""Who says so: actors and speakers, the cues by which a report names them, what they said, and their chains."""
