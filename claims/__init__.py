"""What it means, and what is known: no network, no database, no platform."""
