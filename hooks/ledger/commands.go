package ledger

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"
)

// The exit statuses of the commands.
const (
	exitFault = 1 // the books are read and not whole
	exitNone  = 2 // there are no books to read, or they cannot be read or written out
)

// Command returns `cooperage ledger verify|export`. The commands open the books read-only and by themselves, beside
// a serving program too, and leave no trace. PocketBase drops the errors of commands, so they exit on their own.
func Command(app core.App) *cobra.Command {
	root := &cobra.Command{Use: "ledger", Short: "Prove and export the books"}
	verify := &cobra.Command{Use: "verify", Short: "Recompute the books and name the first place that is wrong", Args: cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) { os.Exit(runVerify(app.DataDir(), cmd.OutOrStdout(), os.Stderr)) }}
	var format, out string
	export := &cobra.Command{Use: "export", Short: "Write the books as a journal for hledger and ledger, or as CSV", Args: cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) {
			os.Exit(runExport(app.DataDir(), Format(format), out, cmd.OutOrStdout(), os.Stderr))
		}}
	export.Flags().StringVar(&format, "format", string(HLedger), "hledger or csv")
	export.Flags().StringVar(&out, "out", "", "the file to write (default: standard output)")
	for _, cmd := range []*cobra.Command{verify, export} {
		cmd.Annotations = map[string]string{"data": "untouched"} // see hooks.Start
		cmd.SilenceUsage = true
		root.AddCommand(cmd)
	}
	return root
}

func runVerify(dir string, stdout, stderr io.Writer) int {
	db, err := open(dir)
	if err != nil {
		fmt.Fprintln(stderr, "ledger:", err)
		return exitNone
	}
	defer db.Close()
	report, err := verify(db)
	switch {
	case err != nil:
		fmt.Fprintln(stderr, "ledger:", err)
		return exitNone
	case report.Fault != nil:
		fmt.Fprintln(stderr, "ledger: the books are not whole:", report.Fault)
		return exitFault
	}
	fmt.Fprintf(stdout, "The books are whole: %d transactions, %d postings.\n", report.Transactions, report.Postings)
	if report.Transactions > 0 {
		fmt.Fprintf(stdout, "Hash of the last one: %s\n", report.Head)
	}
	return 0
}

func runExport(dir string, format Format, out string, stdout, stderr io.Writer) int {
	if format != HLedger && format != CSV {
		fmt.Fprintf(stderr, "ledger: --format is hledger or csv, not %q\n", format)
		return exitNone
	}
	db, err := open(dir)
	if err == nil {
		defer db.Close()
		err = save(db, format, out, stdout)
	}
	if err != nil {
		fmt.Fprintln(stderr, "ledger:", err)
		return exitNone
	}
	return 0
}

// save exports to a file, or to standard output when there is none named.
func save(db *dbx.DB, format Format, out string, stdout io.Writer) error {
	if out == "" {
		return export(db, format, stdout)
	}
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	return errors.Join(export(db, format, file), file.Close())
}

// open opens the books of a data folder for reading only. Nothing is migrated and nothing is made.
func open(dir string) (*dbx.DB, error) {
	path, err := filepath.Abs(filepath.Join(dir, "data.db"))
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("there is no ledger in %s; name the data folder with --dir", dir)
	}
	address := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: "mode=ro&_pragma=busy_timeout(10000)"}
	db, err := dbx.Open("sqlite", address.String())
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	var tables int
	err = db.NewQuery(`SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name LIKE 'ledger_%'`).Row(&tables)
	if err == nil && tables == 0 {
		err = fmt.Errorf("there is no ledger in %s yet; `cooperage serve` makes it", dir)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}
