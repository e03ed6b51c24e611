"""STAR's persongruppemarkeringer."""
