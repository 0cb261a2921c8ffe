#!/usr/bin/env bash
# The whole table of speeds, Stemma and its rivals in one run: makes an environment of its own in a temporary folder and measures there.
#   bench/reading/table.sh [--data FOLDER-OR-FILE] [--most TEXTS]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install -q "$root" quantulum3 recognizers-text-number-with-unit recognizers-text-date-time dateparser "emoji<2" "setuptools<81"
PYTHONPATH=$root/src "$work/env/bin/python" "$root/bench/reading/speed.py" "$@"
