"""Words that date the report or its outcome."""
