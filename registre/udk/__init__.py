"""Udbetaling Danmarks fagsystem for familieydelser: bidragssager."""
