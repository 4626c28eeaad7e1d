"""Figures with units, held against the values that the report knows."""
