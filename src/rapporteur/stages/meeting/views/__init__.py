"""The pages of the meeting: the public's, and at the desk the room, the seats and the floor."""
