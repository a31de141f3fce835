"""What the Makefile and the continuous integration run."""
