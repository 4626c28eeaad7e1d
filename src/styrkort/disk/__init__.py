"""What keeps files whole: the lock, the commit, what may stand in the way."""
