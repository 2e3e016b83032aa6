"""What lesson 00, start here, asks."""
