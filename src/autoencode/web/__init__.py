"""What the package's servers share: where they listen, and who may ask them."""
