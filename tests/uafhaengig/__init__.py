"""En uafhængig, langsom anden mening om reglerne, skrevet i ren Python uden motorens kode."""
