"""A plan carried into the next year: the same text with what has to change changed in it."""
