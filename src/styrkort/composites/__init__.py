"""Delmått: what stands behind a row that has several, and how they come to one verdict."""
