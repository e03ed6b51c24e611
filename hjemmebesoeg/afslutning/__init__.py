"""Fra kørt til destrueret."""
