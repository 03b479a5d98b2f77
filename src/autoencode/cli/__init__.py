"""The command line: one command = read files, one library call, write files."""
