"""Who is said to be dead or hurt, with or without a figure."""
