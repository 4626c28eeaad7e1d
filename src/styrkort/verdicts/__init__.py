"""From what a verdict stands on to the row that is printed."""
