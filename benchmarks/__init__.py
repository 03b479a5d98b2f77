"""Time, memory and accuracy compared with other packages; run by ``make bench``."""
