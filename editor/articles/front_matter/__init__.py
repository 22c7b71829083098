"""Front matter: where each key and value stands, and edits that change one and nothing else."""
