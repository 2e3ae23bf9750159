"""CISO Assistant libraries: frameworks, and mappings between two of them, as YAML."""
