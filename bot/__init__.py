"""The front ends of tilbot: a command line and a Discord bot over one chain."""
