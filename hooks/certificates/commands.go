package certificates

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"strings"
	"text/tabwriter"
	"time"

	"cooperage/hooks/certificates/credential"
	"cooperage/hooks/clock"
	"cooperage/hooks/strictjson"

	"github.com/spf13/cobra"
)

// question is what `cooperage credential verify` is asked.
type question struct {
	document string
	with     []string
	at       string
	json     bool
	stdin    io.Reader // for the target -
}

// Command returns `cooperage credential` with `verify`, which trusts no server and keeps nothing. Exit status 0 is
// valid, 1 not valid with the reason first, 2 unreadable.
func Command(now *clock.Clock) *cobra.Command {
	var q question
	untouched := map[string]string{"data": "untouched"} // see hooks.Start
	verify := &cobra.Command{Use: "verify FILE-or-URL", Short: "Check a credential: JSON, a compact JWS, or a badge in PNG or SVG with one in it; - reads standard input",
		Args: one, Annotations: untouched, SilenceUsage: true,
		Run: func(cmd *cobra.Command, args []string) {
			q.stdin = cmd.InOrStdin()
			status, err := q.answer(cmd.Context(), args[0], now.Now(), cmd.OutOrStdout())
			if err != nil {
				fmt.Fprintln(os.Stderr, "verify:", strictjson.OneLine(err.Error()))
			}
			if status != 0 {
				os.Exit(status)
			}
		}}
	f := verify.Flags()
	f.StringVar(&q.document, "did-document", "", "a file with the issuer's DID document, instead of fetching it")
	f.StringArrayVar(&q.with, "with", nil, "a file with a status list or a delivered work, instead of fetching it; may be repeated")
	f.StringVar(&q.at, "at", "", "check as of this time, as 2026-01-31T12:00:00Z (default: now)")
	f.BoolVar(&q.json, "json", false, "answer in JSON")
	group := &cobra.Command{Use: "credential", Short: "Check what a co-op has sealed", Annotations: untouched, Args: cobra.NoArgs, SilenceUsage: true,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	group.AddCommand(verify)
	return group
}

// one asks for the one thing to check.
func one(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("name one FILE or URL to check, or - for standard input; %d were named", len(args))
	}
	return nil
}

// answer checks and prints; an error comes with status 2.
func (q question) answer(ctx context.Context, target string, now time.Time, w io.Writer) (int, error) {
	if ctx == nil {
		ctx = context.Background()
	}
	if q.at != "" {
		at, err := credential.ParseTime(q.at)
		if err != nil {
			return 2, fmt.Errorf("--at: %w", err)
		}
		now = at
	}
	src, err := q.source()
	if err != nil {
		return 2, err
	}
	raw, err := src.open(ctx, target)
	if err != nil {
		return 2, err
	}
	v := credential.Verifier{Fetcher: src, At: now}.Check(ctx, raw)
	if q.json {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return status(v), enc.Encode(v)
	}
	if v.Reason() == credential.Unreadable {
		return 2, fmt.Errorf("%s: unreadable: %s", target, v.Reasons[0].Text)
	}
	return status(v), report(w, v)
}

func status(v *credential.Verdict) int {
	switch {
	case v.Valid:
		return 0
	case v.Reason() == credential.Unreadable:
		return 2
	}
	return 1
}

// source is where documents come from, the given files before the network.
func (q question) source() (*source, error) {
	src := newSource(q.stdin)
	if q.document != "" {
		raw, err := readFile(q.document)
		if err != nil {
			return nil, err
		}
		src.did = raw
	}
	for _, name := range q.with {
		raw, err := readFile(name)
		if err != nil {
			return nil, err
		}
		src.files = append(src.files, given{path.Base(strings.ReplaceAll(name, `\`, "/")), raw})
	}
	return src, nil
}

// report writes the verdict for people, the reason first.
func report(w io.Writer, v *credential.Verdict) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if v.Valid {
		fmt.Fprintf(out, "valid\n")
	}
	for _, f := range v.Reasons {
		fmt.Fprintf(out, "%s: %s\n", f.Reason, plain(f.Text))
	}
	fmt.Fprintln(out)
	for _, line := range [][2]string{{"certificate", v.Name}, {"work", v.Achievement}, {"made by", v.SubjectName}, {"", v.Subject}, {"issued by", v.IssuerName},
		{"", v.Issuer}, {"address", v.ID}, {"valid from", v.ValidFrom}, {"valid until", v.ValidUntil}, {"checked as of", v.At.UTC().Format(time.RFC3339)}} {
		if line[1] != "" {
			fmt.Fprintf(out, "%s\t%s\n", line[0], plain(line[1]))
		}
	}
	fmt.Fprintln(out)
	for _, text := range v.Checked {
		fmt.Fprintf(out, "checked: %s\n", plain(text))
	}
	for _, text := range v.Unchecked {
		fmt.Fprintf(out, "not checked: %s\n", plain(text))
	}
	fmt.Fprintln(out, "A checked statement, not proof.")
	return out.Flush()
}

// plain keeps somebody's text on its line, and from commanding the terminal or turning its direction.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029:
			return ' '
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

// isWeb reports whether a target is an address rather than a file.
func isWeb(target string) (*url.URL, bool) {
	u, err := url.Parse(target)
	return u, err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
