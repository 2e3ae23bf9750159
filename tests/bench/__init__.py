"""How long things take at national scale, as ratios to a bare database. Run with `make bench`."""
