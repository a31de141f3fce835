"""People in the loop: what needs a person, what persons decided, and what follows from it."""
