"""Tests: read tests/test_story.py first."""
