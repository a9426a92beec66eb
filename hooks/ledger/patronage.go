package ledger

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"text/tabwriter"

	"cooperage/hooks/ledger/book"
	"cooperage/hooks/money"
	"cooperage/hooks/strictjson"

	"github.com/spf13/cobra"
)

// PatronageCommand returns `cooperage patronage FILE`, which needs no data folder. Problems are one line on standard
// error and exit status 2.
func PatronageCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{Use: "patronage FILE", Short: "Compute again how a surplus is shared among the members",
		Long: `Compute again how a surplus is shared among the members by their patronage.

FILE, or standard input when it is -, holds amounts in minor units (cents):
  {"total":123457,"currency":"EUR","weights":{"M001":5200,"M002":60450,"M003":29332}}
Each part is rounded down; the units left over go one each to the largest
remainders, ties to the larger weight, then to the smaller code. The parts
always make up the total. A field that is not known, or given twice, is an
error: the command then says where, prints nothing else and exits with 2.`,
		Example: "  cooperage patronage docs/examples/patronage.json\n  cooperage patronage --json - < docs/examples/patronage.json",
		Args:    oneFile, Annotations: map[string]string{"data": "untouched"}, SilenceUsage: true, // see hooks.Start
		Run: func(cmd *cobra.Command, args []string) {
			out := bufio.NewWriter(cmd.OutOrStdout())
			err := runPatronage(args[0], asJSON, cmd.InOrStdin(), out)
			if err == nil {
				err = out.Flush()
			}
			if err != nil {
				fmt.Fprintln(os.Stderr, "patronage:", strictjson.OneLine(err.Error()))
				os.Exit(exitNone)
			}
		}}
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer in JSON, amounts in minor units")
	return cmd
}

func oneFile(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return errors.New("name one file, or - for standard input")
	}
	return nil
}

func runPatronage(file string, asJSON bool, stdin io.Reader, out io.Writer) error {
	in := stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	p, err := book.ReadPatronage(in)
	if _, ok := errors.AsType[*strictjson.Error](err); ok && file != "-" {
		err = fmt.Errorf("%s: %w", file, err)
	}
	if err != nil {
		return err
	}
	a, err := p.Allocate()
	if err != nil {
		return fmt.Errorf("share %s: %w", p.Total, err)
	}
	if asJSON {
		return json.NewEncoder(out).Encode(a)
	}
	return printAllocation(out, p, a)
}

func printAllocation(out io.Writer, p book.Patronage, a book.Allocation) error {
	in := func(minor int64) string { return money.Amount{Minor: minor, Currency: p.Total.Currency}.Decimal() }
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "member\tpatronage\tpart\t\n")
	for _, code := range slices.Sorted(maps.Keys(a.Parts)) {
		fmt.Fprintf(w, "%s\t%s\t%s\t\n", code, in(p.Weights[code]), in(a.Parts[code]))
	}
	fmt.Fprintf(w, "total %s\t\t%s\t\n", p.Total.Currency, in(a.Sum))
	return w.Flush()
}
