"""Documentation pictures: the article's steps taken again, annotated, compared, approved, and put into the article."""
