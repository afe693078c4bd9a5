"""How the portal looks: navigation, components, form blocks, tables, charts and their gallery."""
