"""What was said, and by how many: knows platforms, knows no claim and no database."""
