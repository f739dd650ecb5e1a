"""Text as the product compares it: tokens, folds, keys, scripts and pinyin. Pure functions, no storage."""
