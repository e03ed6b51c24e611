"""Kontrolarket på skærm og som PDF, og de regler, det henviser til."""
