"""What lesson 04, the tokenizer, asks."""
