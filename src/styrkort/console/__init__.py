"""What the analyst reads in the terminal."""
