"""The story behind data/sample: Nora Elmfield, a maths teacher in Leeds, finds out if data work suits her."""
