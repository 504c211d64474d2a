# Sets up what the server needs and runs it, on Windows.  Arguments go to `pyao-server run`.
#   powershell -ExecutionPolicy Bypass -File run_server.ps1
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot

function Find-Python {
    if ($env:PYAO_PYTHON) { return , @($env:PYAO_PYTHON) }
    foreach ($version in '3.14', '3.13', '3.12', '3.11') {
        if (Get-Command py -ErrorAction SilentlyContinue) {
            & py "-$version" -c '' 2>$null
            if ($LASTEXITCODE -eq 0) { return , @('py', "-$version") }
        }
    }
    if (Get-Command python -ErrorAction SilentlyContinue) {
        & python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>$null
        if ($LASTEXITCODE -eq 0) { return , @('python') }
    }
    throw 'Python 3.11 or newer is needed; name it with $env:PYAO_PYTHON'
}

# What .venv was made for; when nothing has changed it is used as it is.
function Get-Stamp {
    $hashes = Get-FileHash -Algorithm SHA256 requirements\runtime.txt, pyproject.toml | ForEach-Object { $_.Hash }
    return ($hashes + $PSScriptRoot) -join ' '
}

$server = '.venv\Scripts\pyao-server.exe'
$stampFile = '.venv\pyao-stamp'
$wanted = Get-Stamp
$is = if (Test-Path $stampFile) { (Get-Content -Raw $stampFile).Trim() } else { '' }
if (-not (Test-Path $server) -or $is -ne $wanted) {
    Write-Host 'setting up .venv'
    $python = Find-Python
    $program = $python[0]
    $options = @($python | Select-Object -Skip 1)
    & $program @options -m venv --clear .venv
    if ($LASTEXITCODE -ne 0) { throw '.venv can not be made' }
    & .venv\Scripts\python.exe -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements\runtime.txt
    if ($LASTEXITCODE -ne 0) { throw 'packages can not be installed' }
    & .venv\Scripts\python.exe -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    if ($LASTEXITCODE -ne 0) { throw 'the project can not be installed' }
    Set-Content -Encoding utf8 -Path $stampFile -Value $wanted
}
& $server run @args
exit $LASTEXITCODE
