"""The atlas as files, whether Paper or Screen drew them."""
