"""The terms that the search box finds: a module a way of finding, which proposes terms; `terms` takes the best."""
