#!/usr/bin/env bash
# Sets up what the checks need and runs them all.  Arguments go to pytest.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
. scripts/setup.sh
set_up dev
failed=""

check() {
    local name=$1
    shift
    echo "== $name"
    "$@" || failed="$failed $name"
}

check ruff .venv/bin/ruff check .
check format .venv/bin/ruff format --check .
check mypy .venv/bin/mypy
check layers .venv/bin/lint-imports
if [ $# -eq 0 ]; then
    set -- -n auto --cov=pyao.protocol --cov-fail-under=95 --cov-report=term:skip-covered
fi
check tests .venv/bin/pytest "$@"
if [ -n "$failed" ]; then
    echo "failed:$failed" >&2
    exit 1
fi
