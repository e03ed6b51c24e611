"""Projektets side, dets liste og dets afslutning."""
