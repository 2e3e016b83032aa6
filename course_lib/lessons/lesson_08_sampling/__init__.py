"""What lesson 08 asks: from scores to the next token, and from one token to a text."""
