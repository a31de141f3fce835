"""One file per import format; `scrapers.sniff` asks each whether a file is its own."""
