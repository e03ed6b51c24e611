"""Lister som filer: CSV og Excel, hvor intet, et register har skrevet, kan køre som en formel."""
