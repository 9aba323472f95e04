"""An edited report brought up to the ledger."""
