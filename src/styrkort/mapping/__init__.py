"""A källa of the plan and its export → tidy rows."""
