"""Tests of what persons decide and what follows."""
