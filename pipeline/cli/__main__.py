"""`python -m pipeline.cli`: the command line of this very Python, as the schedule starts it."""

from pipeline.cli import main

main()
