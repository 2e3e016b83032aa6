"""What lesson 05, new tokens, asks."""
