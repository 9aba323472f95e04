"""A tally as a picture for the phone."""
