"""What the words of a line give away: the rules that name furniture, and what a page's language says of its purpose."""
