"""What lesson 03, audio and vision, asks."""
