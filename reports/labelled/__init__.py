"""Data with a description of every variable, for people who analyse: CSV with a dictionary, Parquet, SPSS."""
