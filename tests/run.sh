#!/usr/bin/env bash
# Checks everything: style, types, layers, the browser's code, then all tests, in a real browser too:
# bash tests/run.sh [options of pytest]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=.streamlit/environment.sh
source .streamlit/environment.sh
# Hundreds of processes are started here: they keep what Python compiles, whatever the surroundings say.
unset PYTHONDONTWRITEBYTECODE

# Debian's packages, because a browser made for this system needs no download of its own.
install_programs() {
    local program missing=()
    for program in chromium nginx; do
        command -v "$program" >/dev/null || [ -x "/usr/sbin/$program" ] || missing+=("$program")
    done
    has_node || missing+=(nodejs npm)
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing ${missing[*]} ..."
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq -y --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 \
            || echo "run.sh: apt-get could not install ${missing[*]}" >&2
    else
        echo "run.sh: the tests need ${missing[*]}; as root: apt-get install ${missing[*]}" >&2
    fi
}

has_node() {
    command -v npm >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 18 || (major === 18 && minor >= 18) ? 0 : 1)' 2>/dev/null
}

# What checks the browser's code; installed when the lock changed, and none of it runs the dashboard.
check_javascript() {
    local task stamp=node_modules/.installed
    cd tests/javascript
    if ! has_node; then
        echo "run.sh: the browser's code was not checked: that needs Node 18.18 or later, and npm" >&2
        [ -z "${CI:-}" ] # elsewhere than in CI it may be absent
        return
    fi
    if ! sha256sum --status --check "$stamp" 2>/dev/null; then
        echo "Installing tests/javascript/package-lock.json ..."
        npm ci --silent --prefer-offline --no-audit --no-fund || return 1
        sha256sum package-lock.json >"$stamp"
    fi
    local broken=0
    for task in style lint types test; do
        echo "== npm run $task"
        npm run --silent "$task" || broken=1
    done
    return "$broken"
}

# Every check runs, so that one run shows all there is to mend. Those that run no test share the cores; the
# longest begins first, and what each says is shown when it has ended.
failed=0
said=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$said"' EXIT
begun=()
begin() {
    (
        echo "== $*"
        "$@"
    ) >"$said/${#begun[@]}" 2>&1 &
    begun+=("$!")
}

install_and_check_javascript() {
    install_programs
    check_javascript
}

# The browser's code needs no Python: it is checked while the environment is made.
begin install_and_check_javascript
# A lock's environment serves every checkout on this machine; a folder .venv-test that is there stays.
if [ ! -e .venv-test ]; then
    kept=${XDG_CACHE_HOME:-$HOME/.cache}/bakhmut-as-reported/tests-$(sha256sum tests/requirements.lock | cut -c 1-16)
    mkdir -p "$kept"
    ln -sfn "$kept" .venv-test
fi
prepare_environment "$(cd .venv-test && pwd -P)" tests/requirements.lock
python=.venv-test/bin/python
begin "$python" -m mypy
begin .venv-test/bin/lint-imports --no-cache
begin "$python" -m ruff check .
begin "$python" -m ruff format --check .
begin "$python" -m tests.supply.licences
begin "$python" -m tests.supply.sbom
for at in "${!begun[@]}"; do
    wait "${begun[$at]}" || failed=1
    cat "$said/$at"
done
# Two files at a time; in their order, because those that take longest come first. Coverage is an option (--cov):
# it slows the dashboards down that the browser tests talk to. Where nothing failed but tests in the browser, these
# are tried once more by themselves, since a busy machine may be late; both outcomes are shown.
run_tests() {
    local status=0
    "$python" -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder "$@" || status=$?
    if [ "$status" != 1 ] || grep '"tests/' .pytest_cache/v/cache/lastfailed | grep -qv '"tests/browser/'; then
        return "$status"
    fi
    echo "== what failed in the browser, by itself"
    "$python" -m pytest --last-failed --last-failed-no-failures none --numprocesses 0 "$@"
}
run_tests "$@" || failed=1
exit "$failed"
