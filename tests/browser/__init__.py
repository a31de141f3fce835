"""The acceptance list of the dashboard, in a browser; each test carries the id of its item."""
