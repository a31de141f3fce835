"""One file a figure; each prints ratios within one run."""
