"""Where things are kept: rows behind units of work, originals behind blobs. Plain values in, plain values out."""
