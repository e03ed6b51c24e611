"""Værnet om markeringerne i databasen selv: det gælder også den kode, der glemte en regel."""
