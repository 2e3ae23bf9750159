"""Copies of the database: made, checked, and put back."""
