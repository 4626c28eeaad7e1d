"""The hand that draws: letters, scales, places, strips."""
