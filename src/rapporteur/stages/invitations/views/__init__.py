"""The pages of the invitations."""
