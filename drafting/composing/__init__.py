"""Totals and an outline → the blocks of a report."""
