"""1EdTech CASE packages, versions 1.0 and 1.1: a framework and the crosswalks that touch it."""
