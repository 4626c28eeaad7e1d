"""The steps of a run, each in a room of its own."""
