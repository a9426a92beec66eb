package fees

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/fees/schedule"
	"cooperage/hooks/money"
	"cooperage/hooks/policies"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"
)

// question is what `cooperage quote` is asked.
type question struct {
	amounts  []string
	currency string
	tier     string
	at       string
	rate     int64
	rated    bool // --rate-bp was given: no data folder is needed
	json     bool
}

// Command returns `cooperage quote`. With --rate-bp it only computes; else it reads the commission policy of the
// data folder. Problems are one line on standard error and exit status 2.
func (r *Room) Command(app core.App) *cobra.Command {
	var q question
	cmd := &cobra.Command{Use: "quote --amount 1000.00 [--amount …] --currency EUR",
		Short: "Explain a price: what the member gets, the commission, and who decided it", Args: cobra.NoArgs,
		Annotations: map[string]string{"data": "untouched"}, SilenceUsage: true, // see hooks.Start
		Run: func(cmd *cobra.Command, _ []string) {
			q.rated = cmd.Flags().Changed("rate-bp")
			if err := q.answer(app, r.site.Clock.Now(), cmd.OutOrStdout()); err != nil {
				fmt.Fprintln(os.Stderr, "quote:", reason(err))
				os.Exit(2)
			}
		}}
	f := cmd.Flags()
	f.StringArrayVar(&q.amounts, "amount", nil, "an amount; repeated ones are successive releases of one order")
	f.StringVar(&q.currency, "currency", "", "its currency, an ISO 4217 code")
	f.StringVar(&q.tier, "tier", "", "tier of service: human, assisted or hybrid")
	f.StringVar(&q.at, "at", "", "the day whose schedule applies, as 2026-01-31 (default: today)")
	f.Int64Var(&q.rate, "rate-bp", 0, "a rate in basis points instead of the co-op's; needs no data folder")
	f.BoolVar(&q.json, "json", false, "answer in JSON, amounts in minor units")
	return cmd
}

// reason is the refusal's sentence, or the whole error when it is none.
func reason(err error) string {
	if f := fault.As(err); f != nil {
		return fmt.Sprintf(f.Text, f.Args...)
	}
	return err.Error()
}

func (q question) answer(app core.App, now time.Time, w io.Writer) error {
	terms, err := q.terms(now)
	if err != nil {
		return err
	}
	if q.rated {
		quote, err := schedule.Price{Rate: money.Bps(q.rate)}.Quote(terms.Amounts...)
		if err != nil {
			return err
		}
		return q.print(w, quote, "")
	}
	if err := open(app); err != nil {
		return err
	}
	p, err := Quote(app, terms)
	if err != nil {
		return err
	}
	return q.print(w, p.Quote, decision(p.Version))
}

func (q question) terms(now time.Time) (Terms, error) {
	terms := Terms{Tier: q.tier, At: now}
	for _, text := range q.amounts {
		amount, err := money.Parse(text, q.currency)
		if err != nil {
			return Terms{}, fmt.Errorf("--amount %q --currency %q: %s", text, q.currency, reason(err))
		}
		terms.Amounts = append(terms.Amounts, amount)
	}
	if q.at != "" {
		day, err := time.Parse(time.DateOnly, q.at)
		if err != nil {
			return Terms{}, fmt.Errorf("--at %q is not a day such as 2026-01-31", q.at)
		}
		// The last moment of the day: a rate that takes effect on it counts.
		terms.At = day.AddDate(0, 0, 1).Add(-time.Millisecond)
	}
	switch q.tier {
	case "", "human", "assisted", "hybrid":
		return terms, nil
	}
	return Terms{}, fmt.Errorf("--tier %q is not human, assisted or hybrid", q.tier)
}

// open reads the data folder, which must be there and hold a co-op.
func open(app core.App) error {
	if _, err := os.Stat(filepath.Join(app.DataDir(), "data.db")); err != nil {
		return fmt.Errorf("there is no co-op in %s; name the data folder with --dir, or a rate with --rate-bp", app.DataDir())
	}
	if app.IsBootstrapped() {
		return nil
	}
	if err := app.Bootstrap(); err != nil {
		return fmt.Errorf("open %s: %w", app.DataDir(), err)
	}
	if !app.HasTable("policies") {
		return errors.New("this data folder has no policies yet; `cooperage serve` makes them")
	}
	return nil
}

// decision names what set a rate, for the command line.
func decision(v policies.Version) string {
	switch {
	case v.MotionNumber() != 0:
		return fmt.Sprintf("motion %d, decided %s, policy version %d", v.MotionNumber(), v.Decided().Format(time.DateOnly), v.Number)
	case v.Kind == policies.ByDefault:
		return "the default, before any decision"
	}
	return fmt.Sprintf("%s, decided %s, policy version %d", v.Kind, v.Decided().Format(time.DateOnly), v.Number)
}

func (q question) print(w io.Writer, quote schedule.Quote, decided string) error {
	if q.json {
		raw, err := json.Marshal(quote)
		if err == nil {
			_, err = fmt.Fprintf(w, "%s\n", raw)
		}
		return err
	}
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(out, "\tamount\tcommission\tmember receives\t\n")
	line := func(name string, s schedule.Step) {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t\n", name, s.Amount.Decimal(), s.Commission.Decimal(), s.Net.Decimal())
	}
	for i, step := range quote.Steps {
		if len(quote.Steps) > 1 {
			line(fmt.Sprintf("release %d", i+1), step)
		}
	}
	line("total "+quote.Total.Currency, schedule.Step{Amount: quote.Total, Commission: quote.Commission, Net: quote.Net})
	if err := out.Flush(); err != nil {
		return err
	}
	if decided != "" {
		decided = ", set by " + decided
	}
	_, err := fmt.Fprintf(w, "\nCommission %s %% of the cumulative amount, rounded down%s.\n", quote.Price.Rate.Percent(), decided)
	return err
}
