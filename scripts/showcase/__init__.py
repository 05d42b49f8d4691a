"""A city's volunteer-service brands and activities: YAML records in, a searchable site out."""
