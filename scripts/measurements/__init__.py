"""What the pages of a built site are measured with."""
