"""What lesson 06, models, asks."""
