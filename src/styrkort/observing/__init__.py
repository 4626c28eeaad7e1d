"""Side rooms of ``observations``: what the plan expects, and what looks like a slip."""
