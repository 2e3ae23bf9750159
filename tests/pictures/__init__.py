"""Pictures of each role's pages for the documentation, taken from a synthetic survey."""
