"""Programgrænsefladen: portalens lister og handlinger for et andet system i kommunen."""
