"""The pages, by the same nouns as the JSON routes. They work without scripts; words come from the catalogues."""
