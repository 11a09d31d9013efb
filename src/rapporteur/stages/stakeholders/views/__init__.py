"""The pages of the stakeholders."""
