#!/usr/bin/env bash
# compile_profiled.sh PYTHON: the costly rooms as machine code, laid out by what a first run of them did most (gcc; some 20 minutes of two cores).
#
# They are compiled once so that they count what they do, read our own reports (the bundled samples, families that bench/scale makes, the
# marked passages), and are compiled again with these counts and as one whole. The result is in compiled/ and does the same, only sooner.
set -eu -o pipefail
cd "$(dirname "$0")/.."
python=$1
log=build-compiled.log
export STEMMA_COMPILE=1
unset CFLAGS LDFLAGS STEMMA_COMPILE_LEVEL
"${CC:-cc}" --version 2>/dev/null | grep -qi 'free software foundation' ||
  { echo "The C compiler here is not gcc, whose counts these are. Install gcc, or use 'make compiled'."; exit 1; }

wheel() { # FOLDER: what setup.py makes, unpacked there
  "$python" -W ignore setup.py --quiet bdist_wheel -d "dist/$1" >>"$log" 2>&1 || { tail -20 "$log"; echo "The rooms could not be compiled ($log)."; exit 1; }
  rm -rf "$1"
  "$python" -m zipfile -e "dist/$1"/stemma-*.whl "$1"
}

rm -rf build dist/compiled dist/counting compiled "$log"
CFLAGS="-fprofile-generate -fprofile-update=single" LDFLAGS="-fprofile-generate" wheel counting

kept=$(mktemp -d)
trap 'rm -rf "$kept" counting dist/counting' EXIT
"$python" bench/scale/generate.py 400 >"$kept/families.jsonl"
at=0
for reports in src/stemma/data/samples/* "$kept/families.jsonl"; do
  at=$((at + 1))
  PYTHONPATH=counting "$python" -m stemma add --workers 1 --ledger "$kept/$at.db" "$reports" >>"$log" 2>&1
done
for half in a b; do PYTHONPATH=counting "$python" bench/reading/passages.py --half "$half" >>"$log" 2>&1; done

find build \( -name '*.o' -o -name '*.so' \) -delete
rm -rf build/lib* build/bdist*
used="-fprofile-use -fprofile-correction -Wno-missing-profile -fno-semantic-interposition -flto=auto -fno-plt"
CFLAGS="$used" LDFLAGS="-O2 $used" wheel compiled
rm -rf build src/stemma.egg-info/native_libs.txt
touch compiled/ready
