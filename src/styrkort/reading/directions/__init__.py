"""Words that say where a number went."""
