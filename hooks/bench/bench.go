// Package bench fills an empty data folder with as many plausible rows as one wants, to measure pages and memory on.
// The same seed gives the same words, so that figures of two programs can be compared.
package bench

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"cooperage/hooks/clock"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/setup"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"
)

// Who signs in to a seeded co-op; every member has the same password.
const (
	Email    = "founder@bench.example"
	Password = "correct horse battery staple"
)

// Wish says how much of everything there shall be. Seed chooses the words.
type Wish struct {
	Members, Gigs, Topics, Posts int
	Seed                         uint64
}

// most is more than anybody needs and less than a number that was mistyped.
const most = 50_000_000

func (w Wish) check() error {
	for _, n := range []int{w.Members, w.Gigs, w.Topics, w.Posts} {
		if n < 0 || n > most {
			return fmt.Errorf("every number lies between 0 and %d", most)
		}
	}
	switch {
	case w.Members < 1:
		return errors.New("--members is at least 1: somebody has to write")
	case w.Posts < w.Topics || w.Topics == 0 && w.Posts > 0:
		return errors.New("each topic has a post and each post a topic")
	}
	return nil
}

// Room founds the co-op and fills it.
type Room struct {
	clock *clock.Clock
	setup *setup.Room
}

// New returns the room.
func New(c *clock.Clock, s *setup.Room) *Room { return &Room{c, s} }

// Command returns `cooperage bench seed`. It fills a folder that holds no co-op yet; problems are one line on
// standard error and exit status 2.
func (r *Room) Command(app core.App) *cobra.Command {
	root := &cobra.Command{Use: "bench", Short: "Fill a data folder to measure on"}
	var w Wish
	seed := &cobra.Command{Use: "seed", Short: "Fill an empty data folder with seeded members, gigs, topics and posts", Args: cobra.NoArgs,
		Annotations: map[string]string{"data": "untouched"}, SilenceUsage: true, // see hooks.Start
		Run: func(cmd *cobra.Command, _ []string) {
			if err := r.run(app, w, cmd.OutOrStdout()); err != nil {
				fmt.Fprintln(os.Stderr, "bench:", reason(err))
				os.Exit(2)
			}
		}}
	f := seed.Flags()
	f.IntVar(&w.Members, "members", 100, "how many members")
	f.IntVar(&w.Gigs, "gigs", 0, "how many published gigs")
	f.IntVar(&w.Topics, "topics", 0, "how many topics in the forum")
	f.IntVar(&w.Posts, "posts", 0, "how many posts in them, the first ones included")
	f.Uint64Var(&w.Seed, "seed", 1, "the same seed gives the same words")
	root.AddCommand(seed)
	return root
}

func reason(err error) string {
	if f := fault.As(err); f != nil {
		return fmt.Sprintf(f.Text, f.Args...)
	}
	return err.Error()
}

// run opens the folder, fills it and says how fast.
func (r *Room) run(app core.App, w Wish, out io.Writer) error {
	if err := w.check(); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(app.DataDir(), "data.db")); err == nil {
		return fmt.Errorf("%s holds a co-op already; name an empty folder with --dir", app.DataDir())
	}
	if err := app.Bootstrap(); err != nil {
		return fmt.Errorf("open %s: %w", app.DataDir(), err)
	}
	if err := app.RunAllMigrations(); err != nil {
		return fmt.Errorf("prepare %s: %w", app.DataDir(), err)
	}
	begin := time.Now()
	rows, err := r.Fill(app, w)
	if err != nil {
		return err
	}
	took := time.Since(begin)
	fmt.Fprintf(out, "%d rows in %.1f s, %d rows/s, in %s\n", rows, took.Seconds(), int(float64(rows)/took.Seconds()), app.DataDir())
	fmt.Fprintf(out, "sign in as %s with the password %q\n", Email, Password)
	return app.ResetBootstrapState()
}

// Fill founds a co-op in a migrated, empty database and fills it. It returns how many rows people would count:
// members, gigs, topics and posts.
func (r *Room) Fill(app core.App, w Wish) (rows int, err error) {
	founder, err := r.setup.Found(app, setup.Founding{Name: "Bench", Country: "DE", Currency: "EUR", Zone: "Europe/Berlin", Language: "en",
		Commission: 600, Dues: money.Amount{Currency: "EUR"}, DuesPeriod: "month", NoticeDays: 14, VotingDays: 7,
		Founder: members.Newcomer{Name: "Founder", Email: Email, Password: Password, Language: "en"}})
	if err != nil {
		return 0, err
	}
	pool, ok := app.NonconcurrentDB().(*dbx.DB)
	if !ok {
		return 0, fmt.Errorf("pool is a %T", app.NonconcurrentDB())
	}
	s, err := open(pool.DB(), w, r.clock.Now())
	if err != nil {
		return 0, err
	}
	if err := s.fill(founder); err != nil {
		return 0, errors.Join(err, s.close())
	}
	return w.Members + w.Gigs + w.Topics + w.Posts, s.close()
}
