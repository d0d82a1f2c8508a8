"""The JSON routes, one file per noun. They parse, call one flow or look into the store, and answer."""
