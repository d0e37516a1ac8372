"""What a record is: the content model's registries and briefs as frozen pydantic models."""
