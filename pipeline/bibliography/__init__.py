"""What library catalogues list: papers by DOI, by PubMed id and by words, and who was retracted.

Every catalogue is one file of pure functions from its answer to papers; asking is the same for all.
"""
