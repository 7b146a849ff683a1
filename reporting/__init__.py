"""How documents leave the house: the page that reads like the paper, and the PDF."""
