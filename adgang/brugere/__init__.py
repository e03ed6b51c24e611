"""Kommunens brugere: opret, åbn efter spærring, nulstil og luk."""
