"""Boligstøtte: boligsikring og boligydelse fra Udbetaling Danmark."""
