"""An edited report held against the ledger and against itself."""
