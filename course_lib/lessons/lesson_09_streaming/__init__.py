"""What lesson 09, streaming, asks."""
