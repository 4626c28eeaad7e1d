"""What a plan can say, and how its file is read."""
