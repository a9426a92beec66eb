package governance

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"cooperage/hooks/governance/tally"
	"cooperage/hooks/strictjson"

	"github.com/spf13/cobra"
)

// TallyCommand returns `cooperage tally FILE`, which needs no data folder. Problems are one line on standard error
// and exit status 2.
func TallyCommand() *cobra.Command {
	var q question
	cmd := &cobra.Command{Use: "tally FILE", Short: "Count a vote again from its exported ballots", Long: tallyHelp,
		Example: "  cooperage tally docs/examples/board.json\n  cooperage tally --method schulze docs/examples/board.blt\n" +
			"  curl -s https://coop.example/votes/7/ballots.json | cooperage tally --json -",
		Args: oneFile, Annotations: map[string]string{"data": "untouched"}, SilenceUsage: true, // see hooks.Start
		Run: func(cmd *cobra.Command, args []string) {
			q.named, q.seated = cmd.Flags().Changed("method"), cmd.Flags().Changed("seats")
			if err := q.run(args[0], cmd.InOrStdin(), cmd.OutOrStdout()); err != nil {
				fmt.Fprintln(os.Stderr, "tally:", strictjson.OneLine(err.Error()))
				os.Exit(2)
			}
		}}
	f := cmd.Flags()
	f.StringVar(&q.method, "method", "", "count by this method instead of the file's")
	f.IntVar(&q.seats, "seats", 0, "fill this many seats instead of the file's (stv-scottish)")
	f.BoolVar(&q.json, "json", false, "answer in JSON")
	return cmd
}

const tallyHelp = `Count a vote again from its exported ballots and show the working.

FILE, or standard input when it is -, is what /votes/{number}/ballots.json of a
decided vote offers, or a BLT file of OpenSTV or OpaVote, which needs --method.
The methods are majority, median, schulze, stv-scottish, approval, score, star,
majority-judgment, ranked-pairs, minimax, borda and irv. --method may name
another one than the file, if it counts ballots of the same kind.

Nothing is guessed: a field that is not known, an option that does not exist or
comes twice on a ballot, and whatever else is unclear is an error. The command
then says in one line where and what, and exits with status 2.`

func oneFile(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return errors.New("name one file, or - for standard input")
	}
	return nil
}

// question is what `cooperage tally` is asked.
type question struct {
	method string
	named  bool // --method was given
	seats  int
	seated bool // --seats was given
	json   bool
}

// as says how the file is to be counted.
func (q question) as() (tally.As, error) {
	as := tally.As{Method: tally.Method(q.method), Seats: q.seats}
	switch {
	case (q.named || q.method != "") && !as.Method.Known():
		return as, fmt.Errorf("--method %q is not a method; they are listed in --help", q.method)
	case q.seated && (q.seats < 1 || q.seats > tally.MaxSeats):
		return as, fmt.Errorf("--seats %d is not a number from 1 to %d", q.seats, tally.MaxSeats)
	}
	return as, nil
}

func (q question) run(file string, stdin io.Reader, stdout io.Writer) error {
	as, err := q.as()
	if err != nil {
		return err
	}
	in := stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return err // which names the file
		}
		defer f.Close()
		in = f
	}
	read, err := tally.Read(in, as)
	if err != nil {
		return inFile(file, err)
	}
	if q.seats > 1 && read.Election.Method != tally.ScottishSTV {
		return fmt.Errorf("--seats %d: %s fills one seat, stv-scottish fills several", q.seats, read.Election.Method)
	}
	result, err := read.Count()
	if err != nil {
		return inFile(file, err)
	}
	out := bufio.NewWriter(stdout)
	if q.json {
		err = json.NewEncoder(out).Encode(result)
	} else {
		err = result.Report(out, read.Election)
	}
	return cmp.Or(err, out.Flush())
}

// inFile puts the file before a refusal, which names only the line.
func inFile(file string, err error) error {
	if _, ok := errors.AsType[*strictjson.Error](err); ok && file != "-" {
		return fmt.Errorf("%s: %w", file, err)
	}
	return err
}
