"""Against real servers of other people, started on this machine (make test-servers)."""
