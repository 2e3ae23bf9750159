"""Instruments as XLSForm workbooks, for ODK, KoboToolbox and what reads their forms; and the way back."""
