"""Tables of the reference, made from the code. `make docs` fills them in, where pages hold a block for Cog."""
