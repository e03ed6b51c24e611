"""Bestillingslisten: sager, der kan bestilles, uden noget, der peger på en borger."""
