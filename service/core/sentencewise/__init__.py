"""The way of a small local model: one sentence a call, and code for what code does better. Pure, like all of the core."""
