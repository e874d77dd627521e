"""A scene as bytes: SVG, PDF and PNG, PPTX, film. Everything is decided before; a format only draws."""
