"""How good the records are: predictions are matched with gold one to one, and what is found, missed or wrong is counted.

Imports the wire models and the core only; `scipy` comes with the optional extra `eval` and is imported when records are matched.
"""
