"""The spine: moves records from organ to organ, keeps them, gives them out."""
