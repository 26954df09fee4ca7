"""tilbot on Discord: asked by commands, mentions, replies and direct messages."""
