#!/usr/bin/env bash
# Renews requirements/*.txt from pyproject.toml: exact versions with hashes for Python 3.11 to 3.14, no index lines.
set -euo pipefail
cd "$(dirname "$0")/.."
pin() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header "${@:2}" -o "requirements/$1.txt"
}
pin runtime pyproject.toml requirements/build.in
pin dev pyproject.toml requirements/build.in --group dev
pin uv requirements/uv.in
