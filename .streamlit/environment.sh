# Sourced by start.sh and tests/run.sh: a virtual environment that matches its requirements.
# shellcheck shell=bash

stop() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit 1
}

# Prints the first Python that fits; $PYTHON, when set, is the only one asked.
find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

# prepare_environment FOLDER LOCK...: installs only when a lock changed, and no file but those it has the sums of.
prepare_environment() {
    local folder=$1 python wanted stamp
    shift
    stamp="$folder/.installed"
    wanted=$(sha256sum "$@" | cut -d ' ' -f 1 | tr '\n' ' ')
    if [ -x "$folder/bin/python" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] \
        && "$folder/bin/python" -c '' 2>/dev/null; then
        return
    fi

    if ! "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
        python=$(find_python) || stop "needs Python 3.11, 3.12 or 3.13; none was found (name one: PYTHON=/path/to/python3.11)"
        "$python" -c 'import venv, ensurepip' 2>/dev/null \
            || stop "$python has no venv module; on Debian and Ubuntu: apt install python3-venv"
        echo "Making the environment $(basename "$folder") ..."
        "$python" -m venv --clear "$folder" || stop "could not make the environment in $folder"
    fi

    rm -f "$stamp"
    echo "Installing $(printf '%s\n' "$@" | sed "s|^$PWD/||" | paste -sd ' ') (a few minutes the first time) ..."
    local file
    local -a options=(--require-hashes)
    for file in "$@"; do options+=(--requirement "$file"); done
    "$folder/bin/python" -m pip install -qq --disable-pip-version-check --no-input "${options[@]}" \
        || stop "the packages could not be installed (the lines above say why; without a network pip cannot fetch them)"
    printf '%s\n' "$wanted" >"$stamp"
}
