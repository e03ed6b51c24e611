"""Kommunens egne valg: frister, grænser og det, bestillingslisten ikke viser som standard."""
