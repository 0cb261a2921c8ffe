#!/usr/bin/env bash
# The whole table of speeds, Stemma and its rivals in one run: makes an environment of its own in a temporary folder and measures there.
#   [PYTHON=python3.11] bench/reading/table.sh [--data FOLDER-OR-FILE] [--most TEXTS]
# With the rooms as machine code where `make compiled` or `make profiled` has put them in compiled/, for the same Python.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/env"
"$work/env/bin/pip" install -q "$root" "$root/models/stemma-attribution" quantulum3 recognizers-text-number-with-unit recognizers-text-date-time dateparser "emoji<2" "setuptools<81"
code=$root/src
[ ! -e "$root/compiled/ready" ] || code=$root/compiled
echo "read with $code"
PYTHONPATH=$code "$work/env/bin/python" "$root/bench/reading/speed.py" "$@"
