"""What is said to have happened, to be planned, demanded or denied."""
