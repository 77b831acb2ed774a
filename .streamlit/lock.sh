#!/usr/bin/env bash
# Writes the locks anew, from the ranges in requirements.txt and tests/requirements.txt: every package that
# installing brings, in one version, with the sums of its files. What is locked stays while it fits:
# bash .streamlit/lock.sh [--upgrade | --upgrade-package NAME ...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=.streamlit/environment.sh
source .streamlit/environment.sh

UV="uv==0.13.9"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=$(find_python) || stop "needs Python 3.11, 3.12 or 3.13"
"$python" -m venv "$folder"
"$folder/bin/python" -m pip install -qq --disable-pip-version-check --no-input "$UV"

# For every Python and system at once; where the files come from is whoever installs them to say.
lock() {
    "$folder/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --cache-dir "$folder/cache" "$@"
}
lock requirements.txt --output-file .streamlit/requirements.lock "$@"
lock requirements.txt tests/requirements.txt --constraints .streamlit/requirements.lock \
    --output-file tests/requirements.lock "$@"
