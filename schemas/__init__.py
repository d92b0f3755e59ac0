"""The wire: what goes in, what comes out, and what the model must answer. Pydantic models, nothing else."""
