"""Prognos helår: a stated simple method, a range from earlier years' spread, and the goal."""
