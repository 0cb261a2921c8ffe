"""What an amount measures, from the packs' words, the sentence and what was told before."""
