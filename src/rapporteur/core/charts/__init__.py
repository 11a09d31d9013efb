"""Charts from a small specification: SVG and PNG, the figures as a table, the chart in words."""
