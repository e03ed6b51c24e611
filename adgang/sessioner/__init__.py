"""Sessionerne: hvor længe de lever, hvor brugeren er logget ind, og hvordan de lukkes."""
