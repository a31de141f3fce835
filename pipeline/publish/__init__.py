"""Freezing releases and giving them out."""
