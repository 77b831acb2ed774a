"""Parts of `figures`: numbers, units, what they measure and whom they count."""
