"""A report is read into claims and events: what, of whom, where, as of when, who says so, how sure."""
