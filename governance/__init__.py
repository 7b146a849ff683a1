"""Bodies, meetings, decisions and their clocks: the floor is laid, its first room comes with the forward plan."""
