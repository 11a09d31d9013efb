"""What in a text may be personal data, and copies from which it is really gone.

Everything found is proposed to a person, who decides; nothing is cut by a rule.
"""
