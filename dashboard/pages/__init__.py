"""One file a page: read the parameters, fetch rows, put parts in order."""
