"""Makes the evaluation's papers into files, by the programs that offices use; nothing here is needed to read them."""
