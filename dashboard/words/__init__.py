"""What the interface says: words, numbers, dates and sentences, as functions that only speak."""
