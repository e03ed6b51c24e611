"""Bestillingsliste, prioriteringsliste og kontrolark."""
