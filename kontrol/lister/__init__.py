"""Det, listerne har til fælles: bladring efter nøgle, overskrifter, der sorterer, og små tal."""
