"""Times as people say them to an assistant: a register of the reader of times, off unless it is asked for.

News never says "at 7" without a half of the day, "on 15" or "4/22"; people who talk to a calendar do. The words stand in
data/<language>/registers/spoken.toml. `SpokenFinder` gives the same mentions as the finder for news, each with an exact stretch.
"""

from stemma.reading.times.spoken.finder import SpokenFinder

__all__ = ["SpokenFinder"]
