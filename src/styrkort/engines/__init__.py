"""What reads big or foreign exports: DuckDB for events and Parquet, SQLAlchemy for databases."""
