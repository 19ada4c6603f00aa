"""The parts of the ledger that the database itself guards, as SQL for the first migration."""

POSTING = """
CREATE TABLE funds_posting (
  id uuid NOT NULL,
  court_no integer NOT NULL,
  transfer_id uuid NOT NULL,
  account_id uuid NOT NULL,
  debit_fen bigint NOT NULL DEFAULT 0,
  credit_fen bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (court_no, id),
  CONSTRAINT posting_has_exactly_one_side CHECK (
    debit_fen >= 0 AND credit_fen >= 0 AND (debit_fen = 0) <> (credit_fen = 0)),
  CONSTRAINT posting_belongs_to_a_transfer_of_its_court FOREIGN KEY (court_no, transfer_id)
    REFERENCES funds_transfer (court_no, id),
  CONSTRAINT posting_is_in_an_account_of_its_court FOREIGN KEY (court_no, account_id)
    REFERENCES funds_account (court_no, id)
) PARTITION BY HASH (court_no);
CREATE INDEX funds_posting_by_account ON funds_posting (court_no, account_id);
CREATE INDEX funds_posting_by_transfer ON funds_posting (court_no, transfer_id);
"""

BALANCE = """
CREATE FUNCTION funds_posting_moves_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE funds_account
     SET balance_fen = balance_fen + CASE WHEN kind = 'BANK'
       THEN NEW.debit_fen - NEW.credit_fen ELSE NEW.credit_fen - NEW.debit_fen END
   WHERE court_no = NEW.court_no AND id = NEW.account_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'posting % is in no account this transaction may write', NEW.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER funds_posting_moves_balance AFTER INSERT ON funds_posting
  FOR EACH ROW EXECUTE FUNCTION funds_posting_moves_balance();
"""

BALANCED = """
CREATE FUNCTION funds_transfer_is_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE difference bigint; sides integer;
BEGIN
  SELECT coalesce(sum(debit_fen) - sum(credit_fen), 0), count(*) INTO difference, sides
    FROM funds_posting WHERE court_no = NEW.court_no AND transfer_id = NEW.{column};
  IF difference <> 0 OR sides < 2 THEN
    RAISE EXCEPTION 'transfer % is not balanced: debit minus credit is % fen over % postings',
      NEW.{column}, difference, sides USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER {trigger} AFTER INSERT ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {function}();
"""


def balance_check(table: str, column: str) -> str:
    """Give the deferred trigger that refuses an unbalanced transfer at commit."""
    function = f"{table}_leaves_its_transfer_balanced"
    return BALANCED.replace("funds_transfer_is_balanced", function).format(
        column=column, table=table, trigger=function, function=function
    )
