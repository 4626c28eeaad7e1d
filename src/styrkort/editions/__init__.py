"""Utgåvor: freezing a report as published, and holding one against what was approved."""
