"""What a report says about checking, and how far those words reach."""
