#!/usr/bin/env bash
# Sets up what the server needs and runs it.  Arguments go to `pyao-server run`.
set -euo pipefail
cd "$(dirname "$0")"
. scripts/setup.sh
set_up runtime
exec .venv/bin/pyao-server run "$@"
