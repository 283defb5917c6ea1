"""What is no article, and why: lists, notices, teasers, and pages that are like none."""
