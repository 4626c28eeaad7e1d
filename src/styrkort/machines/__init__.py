"""Side rooms of ``results``: the results files' texts, objects and rows."""
