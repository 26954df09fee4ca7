"""From answers to what a reader sees; pure, one module a medium."""
