"""Tests of the catalogues, on a loopback server that answers in their shapes."""
