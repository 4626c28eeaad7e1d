"""Which measures a text speaks of."""
