package migrations

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The ledger is raw STRICT tables, not collections: no dashboard form, no REST API, and triggers that hold for
// whoever writes. Postings go in first with their running figures, the header goes in last and seals: only then
// can the transaction commit, because postings hold a deferred key to it. REPLACE slips past delete triggers, so
// every insert is guarded. The running cover is bank and clearing less what is owed to clients and members.
func init() {
	m.Register(func(app core.App) error {
		return exec(app, ledgerAccount, ledgerTx, ledgerPosting,
			`CREATE INDEX ledger_tx_reference ON ledger_tx (reference)`,
			`CREATE INDEX ledger_posting_tx ON ledger_posting (tx)`,
			`CREATE INDEX ledger_posting_account ON ledger_posting (account)`,
			`CREATE INDEX ledger_posting_currency ON ledger_posting (currency)`,
			ledgerAccountInsert, ledgerPostingInsert, ledgerTxInsert,
			refuse("ledger_account", "UPDATE"), refuse("ledger_account", "DELETE"),
			refuse("ledger_posting", "UPDATE"), refuse("ledger_posting", "DELETE"),
			refuse("ledger_tx", "UPDATE"), refuse("ledger_tx", "DELETE"))
	}, func(app core.App) error {
		return exec(app, `DROP TABLE ledger_posting`, `DROP TABLE ledger_tx`, `DROP TABLE ledger_account`)
	})
}

func refuse(table, act string) string {
	return `CREATE TRIGGER ` + table + `_no_` + strings.ToLower(act) + ` BEFORE ` + act + ` ON ` + table + ` BEGIN
  SELECT RAISE(ABORT, 'ledger: the books are only added to');
END`
}

const ledgerAccount = `
CREATE TABLE ledger_account (
  id       INTEGER PRIMARY KEY,
  path     TEXT NOT NULL UNIQUE,
  base     TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('assets:bank', 'assets:psp-clearing', 'assets:dues-receivable',
             'assets:member-receivable', 'expenses', 'liabilities:client-funds', 'liabilities:client-refunds',
             'liabilities:member-payable', 'liabilities:payouts-in-transit', 'liabilities:vat-payable',
             'liabilities:patronage-payable', 'liabilities:unmatched-receipts', 'equity:member-shares',
             'equity:patronage-retained', 'equity:reserve', 'equity:surplus', 'income:commission', 'income:dues')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  UNIQUE (base, currency),
  CHECK (base = kind OR substr(base, 1, length(kind) + 1) = kind || ':'),
  CHECK (path = base OR path = base || ':' || currency)
) STRICT`

const ledgerTx = `
CREATE TABLE ledger_tx (
  seq          INTEGER PRIMARY KEY,
  key          TEXT NOT NULL UNIQUE,
  request_hash TEXT NOT NULL CHECK (length(request_hash) = 64),
  effective    TEXT NOT NULL CHECK (effective IS date(effective)),
  created      TEXT NOT NULL CHECK (datetime(created) IS NOT NULL),
  kind         TEXT NOT NULL CHECK (kind <> ''),
  actor        TEXT NOT NULL CHECK (actor <> ''),
  reference    TEXT NOT NULL CHECK (reference <> ''),
  text         TEXT NOT NULL CHECK (text <> ''),
  prev_hash    TEXT NOT NULL,
  hash         TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT`

const ledgerPosting = `
CREATE TABLE ledger_posting (
  id                  INTEGER PRIMARY KEY,
  tx                  INTEGER NOT NULL REFERENCES ledger_tx (seq) DEFERRABLE INITIALLY DEFERRED,
  account             INTEGER NOT NULL REFERENCES ledger_account (id),
  currency            TEXT NOT NULL,
  amount_minor        INTEGER NOT NULL CHECK (amount_minor <> 0 AND amount_minor BETWEEN -4000000000000000 AND 4000000000000000),
  balance_after_minor INTEGER NOT NULL,
  cover_after_minor   INTEGER NOT NULL
) STRICT`

const ledgerAccountInsert = `
CREATE TRIGGER ledger_account_insert BEFORE INSERT ON ledger_account BEGIN
  SELECT RAISE(ABORT, 'ledger: accounts are numbered without gaps')
   WHERE NEW.id IS NOT (SELECT COALESCE(MAX(id), 0) + 1 FROM ledger_account);
  SELECT RAISE(ABORT, 'ledger: the account is there already')
   WHERE EXISTS (SELECT 1 FROM ledger_account WHERE path = NEW.path)
      OR EXISTS (SELECT 1 FROM ledger_account WHERE base = NEW.base AND currency = NEW.currency);
END`

const ledgerPostingInsert = `
CREATE TRIGGER ledger_posting_insert BEFORE INSERT ON ledger_posting BEGIN
  SELECT RAISE(ABORT, 'ledger: postings are numbered without gaps')
   WHERE NEW.id IS NOT (SELECT COALESCE(MAX(id), 0) + 1 FROM ledger_posting);
  SELECT RAISE(ABORT, 'ledger: a posting belongs to the next transaction')
   WHERE NEW.tx IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM ledger_tx);
  SELECT RAISE(ABORT, 'ledger: the account has another currency')
   WHERE NEW.currency IS NOT (SELECT currency FROM ledger_account WHERE id = NEW.account);
  SELECT RAISE(ABORT, 'ledger: the balance does not follow')
   WHERE NEW.balance_after_minor IS NOT NEW.amount_minor + COALESCE((SELECT balance_after_minor
           FROM ledger_posting WHERE account = NEW.account ORDER BY id DESC LIMIT 1), 0);
  SELECT RAISE(ABORT, 'ledger: the cover does not follow')
   WHERE NEW.cover_after_minor IS NOT COALESCE((SELECT cover_after_minor
           FROM ledger_posting WHERE currency = NEW.currency ORDER BY id DESC LIMIT 1), 0)
       + CASE WHEN (SELECT kind FROM ledger_account WHERE id = NEW.account) IN ('assets:bank', 'assets:psp-clearing',
           'liabilities:client-funds', 'liabilities:client-refunds', 'liabilities:member-payable',
           'liabilities:payouts-in-transit', 'liabilities:patronage-payable', 'liabilities:unmatched-receipts')
         THEN NEW.amount_minor ELSE 0 END;
END`

const ledgerTxInsert = `
CREATE TRIGGER ledger_tx_insert BEFORE INSERT ON ledger_tx BEGIN
  SELECT RAISE(ABORT, 'ledger: transactions are numbered without gaps')
   WHERE NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM ledger_tx);
  SELECT RAISE(ABORT, 'ledger: the key or the hash is used')
   WHERE EXISTS (SELECT 1 FROM ledger_tx WHERE key = NEW.key) OR EXISTS (SELECT 1 FROM ledger_tx WHERE hash = NEW.hash);
  SELECT RAISE(ABORT, 'ledger: the chain is broken')
   WHERE NEW.prev_hash IS NOT COALESCE((SELECT hash FROM ledger_tx ORDER BY seq DESC LIMIT 1),
           '0000000000000000000000000000000000000000000000000000000000000000');
  SELECT RAISE(ABORT, 'ledger: a transaction has at least two postings')
   WHERE (SELECT COUNT(*) FROM ledger_posting WHERE tx = NEW.seq) < 2;
  SELECT RAISE(ABORT, 'ledger: the transaction does not balance')
   WHERE EXISTS (SELECT 1 FROM ledger_posting WHERE tx = NEW.seq GROUP BY currency HAVING SUM(amount_minor) <> 0);
  SELECT RAISE(ABORT, 'ledger: an account would be overdrawn')
   WHERE EXISTS (SELECT 1 FROM ledger_posting p JOIN ledger_account a ON a.id = p.account
          WHERE p.tx = NEW.seq
            AND NOT EXISTS (SELECT 1 FROM ledger_posting q WHERE q.account = p.account AND q.id > p.id)
            AND (a.kind = 'assets:bank' AND p.balance_after_minor < 0
              OR a.kind IN ('liabilities:client-funds', 'liabilities:member-payable') AND p.balance_after_minor > 0
              OR p.balance_after_minor NOT BETWEEN -4000000000000000 AND 4000000000000000));
  SELECT RAISE(ABORT, 'ledger: more would be owed to clients and members than is there')
   WHERE EXISTS (SELECT 1 FROM ledger_posting p
          WHERE p.tx = NEW.seq
            AND NOT EXISTS (SELECT 1 FROM ledger_posting q WHERE q.currency = p.currency AND q.id > p.id)
            AND p.cover_after_minor NOT BETWEEN 0 AND 4000000000000000);
END`
