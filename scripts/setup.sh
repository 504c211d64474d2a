# Sourced by run_server.sh and run_tests.sh: brings uv, makes .venv, installs the pinned packages.
# Needs only Python 3.11 or newer with pip.  If nothing has changed it only compares a fingerprint and file times.

fail() {
    echo "$(basename "$0"): $1" >&2
    exit 1
}

# The newest installed Python, or the one named by PYAO_PYTHON.
find_python() {
    if [ -n "${PYAO_PYTHON:-}" ]; then
        is_new_enough "$PYAO_PYTHON" || fail "PYAO_PYTHON=$PYAO_PYTHON is no Python 3.11 or newer"
        command -v "$PYAO_PYTHON"
        return
    fi
    for candidate in python3.14 python3.13 python3.12 python3.11 python3 python; do
        if is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed; name it with PYAO_PYTHON=/path/to/python"
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
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
    local python uv version wanted
    trap 'echo >&2; fail "interrupted; call it again, it goes on where it was"' INT
    python=$(find_python) || exit 1
    version=$("$python" -c 'import sys; print(sys.version)' | tr '\n' ' ')
    wanted="$version $(cat requirements/*.txt pyproject.toml | cksum)"
    # A .venv set up for development can run the server too.
    if is_set_up "dev $wanted" || is_set_up "$1 $wanted"; then
        compile_sources
        trap - INT
        return
    fi
    [ -w . ] || fail "the folder $(pwd) can't be written by $(id -un); set it up as its owner, or copy it to a folder of yours"
    uv=$(find_uv "$python") || exit 1
    echo "setting up .venv" >&2
    # An existing .venv can get other packages, but not another Python or another place.
    case "$(cat .venv/pyao-stamp 2>/dev/null)" in
    *" $version "*" $(place)") ;;
    *) "$uv" venv --quiet --clear --python "$python" .venv || fail ".venv can't be made" ;;
    esac
    "$uv" pip sync --quiet --compile-bytecode --python .venv/bin/python --require-hashes "requirements/$1.txt" || fail "packages can't be installed"
    "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e . || fail "the project can't be installed"
    compile_sources
    echo "$1 $wanted $(place)" >.venv/pyao-stamp
    trap - INT
}

# Bytecode for who may not write here, such as a service, and would else compile for a second at each start.
# The server runs without it too.
compile_sources() {
    [ ! -w src ] || .venv/bin/python -m compileall -qq src || true
}

is_set_up() {
    [ -x .venv/bin/pyao-server ] && [ "$(cat .venv/pyao-stamp 2>/dev/null)" = "$1 $(place)" ]
}

# Where .venv is: its scripts contain that path, so they don't run in a checkout that was moved.
place() {
    (cd .venv 2>/dev/null && pwd -P)
}
