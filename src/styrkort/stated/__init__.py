"""What people state for a period, in its file or in exports, as frozen values."""
