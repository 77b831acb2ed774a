#!/usr/bin/env bash
# Checks everything: style, types, layers, then all tests, in a real browser too: bash tests/run.sh [options of pytest]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=.streamlit/environment.sh
source .streamlit/environment.sh

# Debian's packages, because a browser made for this system needs no download of its own.
install_programs() {
    local program missing=()
    for program in chromium nginx; do
        command -v "$program" >/dev/null || [ -x "/usr/sbin/$program" ] || missing+=("$program")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing ${missing[*]} ..."
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq -y --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 \
            || echo "run.sh: apt-get could not install ${missing[*]}" >&2
    else
        echo "run.sh: the browser tests need ${missing[*]}; as root: apt-get install ${missing[*]}" >&2
    fi
}

# Every check runs, so that one run shows all there is to mend.
failed=0
check() {
    echo "== $*"
    .venv-test/bin/python -m "$@" || failed=1
}

prepare_environment "$PWD/.venv-test" requirements.txt tests/requirements.txt
install_programs
check ruff check .
check ruff format --check .
check mypy
echo "== lint-imports"
.venv-test/bin/lint-imports --no-cache || failed=1
# Two files at a time; in their order, because those that take longest come first. Coverage is an option (--cov):
# it slows the dashboards down that the browser tests talk to.
check pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder "$@"
exit "$failed"
