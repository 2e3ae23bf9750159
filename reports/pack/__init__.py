"""A workbook to fill in without web access: what it asks, how it is laid out, and how it is read back."""
