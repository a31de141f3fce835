"""Tests of `scrapers`."""
