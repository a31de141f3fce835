"""Tests of the interval grammar."""
