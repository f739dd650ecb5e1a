"""Every file format, one module or folder each, with `CODECS`; `tmx.registry` finds them. A new one is put here."""
