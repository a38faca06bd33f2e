"""The judge: policies that the documents state, tested on the marts' facts."""
