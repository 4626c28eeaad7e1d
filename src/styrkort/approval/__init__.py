"""What is approved, by whom, and whether it still is what it was."""
