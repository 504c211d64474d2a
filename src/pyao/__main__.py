"""`python -m pyao` is `pyao-server`."""

from pyao.cli.app import main

if __name__ == "__main__":
    main()
