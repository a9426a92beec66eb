package mentorship

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"cooperage/hooks/mentorship/pairing"
	"cooperage/hooks/strictjson"

	"github.com/spf13/cobra"
)

// Command returns `cooperage match`, which computes a round from a file and needs no data folder. Problems are one
// line on standard error and exit status 2.
func Command() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{Use: "match FILE", Short: "Compute a mentorship round from its exported file; - reads standard input",
		Args: cobra.ExactArgs(1), Annotations: map[string]string{"data": "untouched"}, SilenceUsage: true, // see hooks.Start
		Run: func(cmd *cobra.Command, args []string) {
			if err := match(args[0], cmd.InOrStdin(), cmd.OutOrStdout(), asJSON); err != nil {
				fmt.Fprintln(os.Stderr, "match:", strictjson.OneLine(err.Error()))
				os.Exit(2)
			}
		}}
	cmd.Flags().BoolVar(&asJSON, "json", false, `answer {"matches":{mentee:mentor or null}}`)
	return cmd
}

// match reads the round, computes it and prints the answer.
func match(path string, stdin io.Reader, stdout io.Writer, asJSON bool) error {
	src := stdin
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return err // which names the path
		}
		defer file.Close()
		src = file
	}
	round, err := pairing.Read(src)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	outcome, err := round.Match()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	out := bufio.NewWriter(stdout)
	if asJSON {
		err = json.NewEncoder(out).Encode(outcome)
	} else {
		err = report(out, round, outcome)
	}
	return cmp.Or(err, out.Flush())
}

// report writes the result for people: each mentee with the reason, then the figures and the check.
func report(w io.Writer, round *pairing.Round, outcome *pairing.Outcome) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "MENTEE\tMENTOR\tWHY")
	matched, places, taken := 0, 0, 0
	all := make([]int, len(round.Mentees))
	for i := range all {
		all[i] = i
	}
	slices.SortFunc(all, func(a, b int) int { return cmp.Compare(round.Mentees[a].ID, round.Mentees[b].ID) })
	for _, i := range all {
		why := outcome.OfMentee(i)
		mentor := "-"
		if why.Mentor != pairing.Nobody {
			mentor = round.Mentors[why.Mentor].ID
			matched++
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", round.Mentees[i].ID, mentor, sentence(round, why, len(round.Mentees[i].Prefs)))
	}
	for j, m := range round.Mentors {
		places += m.Capacity
		taken += outcome.Filled(j)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	possible, pairs := outcome.Blocking()
	if len(pairs) > 0 {
		return fmt.Errorf("the result is not stable: %d pairs would rather have each other", len(pairs))
	}
	_, err := fmt.Fprintf(w, "\n%d of %d mentees have a mentor, %d of %d places are taken.\n"+
		"Checked all %d pairs in which each lists the other: no two people would both rather have each other.\n",
		matched, len(round.Mentees), taken, places, possible)
	return err
}

// shown is how many of the passed-over choices a line names.
const shown = 3

// sentence says in one line why a mentee has this mentor.
func sentence(round *pairing.Round, why pairing.Choice, listed int) string {
	var line strings.Builder
	switch {
	case listed == 0:
		return "listed nobody"
	case why.Mentor == pairing.Nobody:
		fmt.Fprintf(&line, "none of %d choices", listed)
	default:
		fmt.Fprintf(&line, "choice %d of %d", why.Choice, listed)
	}
	words := map[pairing.Why]string{pairing.NotPossible: "was not possible", pairing.NoPlaces: "had no place",
		pairing.Filled: "was filled by people they ranked higher"}
	for n, p := range why.Passed {
		if n == shown {
			fmt.Fprintf(&line, "; and %d more", len(why.Passed)-shown)
			break
		}
		fmt.Fprintf(&line, "; %s %s", round.Mentors[p.Other].ID, words[p.Why])
	}
	return line.String()
}
