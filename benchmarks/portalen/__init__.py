"""Portalen målt på PostgreSQL: en base med to kommuner, en lille og en stor."""
