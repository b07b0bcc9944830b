"""Question sets with known answers, and the programs that score Indgang against them."""
