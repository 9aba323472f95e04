"""Last year's report → an outline."""
