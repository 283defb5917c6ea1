"""Lines -> how likely each is the article: what is seen of a line as numbers, the forests over it, the best run."""
