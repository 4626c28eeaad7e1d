"""Whether what one sentence says adds up."""
