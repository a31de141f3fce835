"""Runs at stated times: what is due when, who is called, what was missed."""
