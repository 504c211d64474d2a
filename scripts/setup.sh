# Sourced by run_server.sh and run_tests.sh: brings uv, makes .venv, installs the pinned packages.
# Needs nothing but Python 3.11 or newer with pip.  The second time it only compares a fingerprint.

fail() {
    echo "$(basename "$0"): $1" >&2
    exit 1
}

# The newest Python that there is, or the one named by PYAO_PYTHON.
find_python() {
    for candidate in ${PYAO_PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3 python; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed; name it with PYAO_PYTHON=/path/to/python"
}

# uv from the PATH, or from PyPI into a folder of the project.
find_uv() {
    if command -v uv >/dev/null 2>&1; then
        command -v uv
        return
    fi
    if [ ! -x .tools/bin/uv ]; then
        echo "bringing uv from PyPI into .tools" >&2
        "$1" -m venv .tools >&2 || "$1" -m venv --without-pip .tools >&2 || fail "python can't make a venv (on Debian: apt install python3-venv)"
        if [ -x .tools/bin/pip ]; then
            .tools/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt >&2 || fail "uv can't be brought from PyPI"
        else
            "$1" -m pip --python .tools/bin/python install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt >&2 || fail "uv can't be brought from PyPI"
        fi
    fi
    echo .tools/bin/uv
}

# set_up runtime | dev: .venv with exactly these packages and the project itself.
set_up() {
    local python uv wanted
    python=$(find_python) || exit 1
    wanted="$1 $("$python" -c 'import sys; print(sys.version)' | tr '\n' ' ') $(cat requirements/*.txt pyproject.toml | cksum)"
    # What tests need is enough to run the server too.
    if [ -x .venv/bin/pyao-server ] && [ "$1" = runtime ] && [ "$(cat .venv/pyao-stamp 2>/dev/null)" = "dev ${wanted#runtime }" ]; then
        return
    fi
    if [ -x .venv/bin/pyao-server ] && [ "$(cat .venv/pyao-stamp 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    uv=$(find_uv "$python") || exit 1
    echo "setting up .venv" >&2
    [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        "$uv" venv --quiet --clear --python "$python" .venv || fail ".venv can't be made"
    "$uv" pip sync --quiet --python .venv/bin/python --require-hashes "requirements/$1.txt" || fail "packages can't be installed"
    "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e . || fail "the project can't be installed"
    echo "$wanted" >.venv/pyao-stamp
}
