"""The same happening told by several documents: which incidents are one, and what becomes of them."""
