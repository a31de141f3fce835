"""What pages know of a release: the only place with SQL, giving frozen rows."""
