"""SKATs kontroloplysninger R75: biler og moms."""
