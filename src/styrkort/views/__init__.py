"""What the report shows: every block of the annex, built from the frozen Report."""
