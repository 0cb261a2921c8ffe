"""A situation in the forms that other trades and programs know: code books, PROV, annotations, tables, evidence packs."""
