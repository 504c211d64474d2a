#!/usr/bin/env bash
# Sets up what the checks need and runs them all, each whatever the others say.  Arguments go to pytest.
# At the end it says what failed; pytest's closing line comes last.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
. scripts/setup.sh
set_up dev

summary=""
status=0
closing=$(mktemp) || fail "there is no room for a temporary file"
trap 'rm -f "$closing"' EXIT

# check NAME COMMAND …
check() {
    local name=$1
    shift
    echo "== $name"
    if "$@"; then
        summary="$summary  ok      $name"$'\n'
    else
        summary="$summary  FAILED  $name"$'\n'
        status=1
    fi
}

# Passes on every line but the last, which is kept for the end.
all_but_last() {
    local line="" last="" seen=""
    while IFS= read -r line || [ -n "$line" ]; do
        [ -z "$seen" ] || printf '%s\n' "$last"
        last=$line seen=yes
    done
    printf '%s' "$last" >"$closing"
}

tests() {
    local colour=auto
    [ ! -t 1 ] || colour=yes
    .venv/bin/pytest --color=$colour "$@" 2>&1 | all_but_last
}

# The built-in world, whatever settings and packs this machine has.
world() {
    local empty
    empty=$(mktemp -d) || return 1
    .venv/bin/pyao-server world check --variety --data "$empty"
    local code=$?
    rm -rf "$empty"
    return $code
}

# The documentation as a site: every link leads somewhere, and nothing is loaded from elsewhere.
site() {
    local folder code
    folder=$(mktemp -d) || return 1
    NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --strict --quiet --site-dir "$folder"
    code=$?
    if grep -rlE '<(script|link|img|iframe)[^>]+(src|href)="?(https?:)?//' --include='*.html' "$folder"; then
        echo "-- these pages load something from elsewhere"
        code=1
    fi
    rm -rf "$folder"
    return $code
}

# Lines and branches that the whole suite reaches, at least, in percent.
floors() {
    local low=0
    floor protocol 99 || low=1
    if [ -d ../shared/ao-data ]; then
        floor rules 97 || low=1
    else
        echo "-- pyao.rules: not measured without the classic data, whose tests were left out"
    fi
    return $low
}

# floor PACKAGE PERCENT
floor() {
    echo "-- pyao.$1: at least $2 %"
    .venv/bin/coverage report --include="src/pyao/$1/*" --skip-covered --fail-under="$2"
}

whole=""
if [ $# -eq 0 ]; then
    whole=yes
    set -- -n auto --cov=pyao.protocol --cov=pyao.rules --cov-report=
fi
check ruff .venv/bin/ruff check .
check format .venv/bin/ruff format --check .
check bandit .venv/bin/bandit -q -r src -c pyproject.toml
check mypy .venv/bin/mypy
check layers .venv/bin/lint-imports
check world world
check site site
check tests tests "$@"
[ -z "$whole" ] || check coverage floors
printf '== summary\n%s' "$summary"
printf '%s\n' "$(cat "$closing")"
exit $status
