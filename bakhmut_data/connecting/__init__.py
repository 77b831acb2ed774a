"""Parts of `linking`: which statement, date and source a record belongs to."""
