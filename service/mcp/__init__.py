"""The service for language-model agents: the same extraction as a tool of the Model Context Protocol."""
