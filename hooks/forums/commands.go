package forums

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"
)

// The exit statuses of the import.
const (
	exitNotWhole = 1 // imported, and something was missing or is shown as it was typed
	exitStopped  = 2 // nothing, or only the part before an error, was imported
)

// listed is how many of the posts that need a look the report names.
const listed = 20

// Command returns `cooperage import discourse FILE`. PocketBase drops the errors of commands, so it exits on its own.
func (r *Room) Command(app core.App) *cobra.Command {
	root := &cobra.Command{Use: "import", Short: "Take over what was elsewhere before"}
	var in Importing
	cmd := &cobra.Command{Use: "discourse FILE", Short: "Take over a forum: Discourse's JSON, or a plain JSON dump of categories, users, topics and posts",
		Long: `FILE is a .json or .json.gz file, or a .zip, .tar or .tar.gz of such files, in any order. It holds answers of Discourse's API
(/categories.json, /admin/users/list/active.json?show_emails=true, /t/ID.json?include_raw=1&print=true, further pages from
/t/ID/posts.json?include_raw=1) or one object with the arrays categories, users, topics and posts and the same field names:
  {"categories": [{"id": 1, "name": "Craft", "description": "…"}],
   "users":      [{"id": 7, "username": "lena", "name": "Lena Voss", "email": "lena@example.org"}],
   "topics":     [{"id": 12, "title": "Paper", "category_id": 1, "created_at": "2024-05-01T08:00:00Z", "closed": false,
                   "posts": [{"id": 99, "post_number": 1, "username": "lena", "created_at": "2024-05-01T08:00:00Z", "raw": "Which paper?"}]}]}
Run it again after an error or with a newer export: what is there already stays as it is. People whose confirmed address
the export names can claim their posts at /forum/claims.`,
		Args: cobra.ExactArgs(1), Annotations: map[string]string{"data": "untouched"}, SilenceUsage: true, // see hooks.Start
		Run: func(cmd *cobra.Command, args []string) {
			in.File = args[0]
			os.Exit(r.runImport(app, in, cmd.OutOrStdout(), os.Stderr))
		}}
	cmd.Flags().StringVar(&in.Source, "source", "discourse", "a name for the forum it comes from, if you take over several")
	cmd.Flags().BoolVar(&in.Public, "public", false, "categories that everybody could read stay readable for everybody")
	root.AddCommand(cmd)
	return root
}

func (r *Room) runImport(app core.App, in Importing, stdout, stderr io.Writer) int {
	if err := openForImport(app); err != nil {
		fmt.Fprintln(stderr, "import:", err)
		return exitStopped
	}
	result, err := r.Import(app, in)
	fmt.Fprintf(stdout, "New: %d categories, %d people, %d topics, %d posts. Here before: %d posts. Left out: %d (system, deleted, hidden, private).\n",
		result.Categories, result.People, result.Topics, result.Posts, result.Known, result.LeftOut)
	if err != nil {
		fmt.Fprintln(stderr, "import:", err)
		fmt.Fprintln(stderr, "import: what was stored before stays; mend the file and run the command again")
		return exitStopped
	}
	report(stdout, "shown as they were typed, for their Markdown cannot be rendered:", result.Plain)
	report(stdout, "not complete; fetch their further pages and run the command again:", result.Missing)
	if !result.Whole() {
		return exitNotWhole
	}
	return 0
}

func report(w io.Writer, what string, list []string) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(w, "%d %s\n", len(list), what)
	for _, line := range list[:min(len(list), listed)] {
		fmt.Fprintln(w, "  "+line)
	}
	if len(list) > listed {
		fmt.Fprintln(w, "  …")
	}
}

// openForImport opens the data folder, which must hold a co-op.
func openForImport(app core.App) error {
	if _, err := os.Stat(filepath.Join(app.DataDir(), "data.db")); err != nil {
		return fmt.Errorf("there is no co-op in %s; name the data folder with --dir", app.DataDir())
	}
	if !app.IsBootstrapped() {
		if err := app.Bootstrap(); err != nil {
			return fmt.Errorf("open %s: %w", app.DataDir(), err)
		}
	}
	if err := app.RunAllMigrations(); err != nil {
		return fmt.Errorf("prepare %s: %w", app.DataDir(), err)
	}
	if n, err := app.CountRecords("coop"); err != nil || n == 0 {
		return fmt.Errorf("the co-op in %s has not been founded yet", app.DataDir())
	}
	return nil
}
