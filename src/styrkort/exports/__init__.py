"""Export files as Swedish offices write them: cells, months, CSV and Excel."""
