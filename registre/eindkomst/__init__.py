"""eIndkomst: løn, B-indkomst og andre offentlige ydelser, som de blev indberettet."""
