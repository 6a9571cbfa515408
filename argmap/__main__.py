"""`python -m argmap`."""

from argmap.cli.entry import main

if __name__ == "__main__":
    main()
