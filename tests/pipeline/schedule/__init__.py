"""Tests of pipeline.schedule."""
