"""What a terminal shows of a plan and its sources."""
