"""What lesson 02, text to text, asks."""
