"""The papers, the tour and the documentation site: what they say of the software is so."""
