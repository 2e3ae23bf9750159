"""The security checks that are about the whole service, by their numbers."""
