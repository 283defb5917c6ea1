"""HTML -> lines, with what a page's structure, its words for machines and the rules for its site say of them."""
