"""Names in three languages, however they are spelt."""
