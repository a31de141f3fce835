"""Tests of reading: text, quantities, words and frames."""
