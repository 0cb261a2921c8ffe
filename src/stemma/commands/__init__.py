"""The commands, one module each; every other room is imported inside the functions that need it."""
