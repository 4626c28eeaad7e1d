"""The use cases about the words: review, confirm, undo, import, diff."""
