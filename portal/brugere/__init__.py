"""Administratorens sider: kommunens brugere og deres adgang."""
