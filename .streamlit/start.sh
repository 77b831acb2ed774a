#!/usr/bin/env bash
# Starts the dashboard on the tables that ship: bash .streamlit/start.sh [options of `streamlit run`]
set -euo pipefail
# What the reader names lies where the reader is.
for name in BAKHMUT_DOCUMENTS BAKHMUT_TABLES; do
    [ -z "${!name:-}" ] || export "$name=$(realpath -m -- "${!name}")"
done
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=.streamlit/environment.sh
source .streamlit/environment.sh

prepare_environment "$PWD/.venv" .streamlit/requirements.lock

# Options given here come last and win: the dashboard is for this machine alone until told otherwise.
# Without --server.port Streamlit takes the first free port from 8501 on and prints the address.
exec .venv/bin/python -m streamlit run app.py \
    --server.headless true --server.address localhost --server.fileWatcherType none \
    --browser.gatherUsageStats false "$@"
