"""How the model is made: corpora, sentences made from them, weights, figures. README.md tells more."""
