"""Tasks: what autoencoders are used for, one file each."""
