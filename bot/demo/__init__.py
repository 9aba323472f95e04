"""A sample year of a made-up town, as data: the town, and what its staff wrote."""
