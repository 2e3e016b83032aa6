"""What lesson 07, generate, asks."""
