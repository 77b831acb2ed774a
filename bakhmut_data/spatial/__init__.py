"""Parts of `toponyms`: the gazetteer, names in text, their roles and their places."""
