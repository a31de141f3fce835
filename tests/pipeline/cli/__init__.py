"""Tests that mirror pipeline/cli."""
