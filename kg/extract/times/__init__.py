"""Reading time expressions: their shapes, and the days that they mean."""
