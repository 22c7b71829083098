"""The form as a whole: fields of one level, groups, what is inherited, the way to add a field."""
