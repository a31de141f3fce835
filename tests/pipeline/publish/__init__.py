"""Tests that mirror pipeline/publish."""
