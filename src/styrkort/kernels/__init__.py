"""A kernel of our own, started early and never left behind."""
