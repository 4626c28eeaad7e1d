"""Side rooms of ``scoring``: what a verdict needs gathered, sub-rows, and the log."""
