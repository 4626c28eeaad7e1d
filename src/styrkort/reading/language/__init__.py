"""Swedish as it is written: passages, sentences, clauses, words, figures with units."""
