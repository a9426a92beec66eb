package backup

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"
)

// Command returns `cooperage backup create|verify|restore`. PocketBase drops the errors of commands, so each prints
// its own and ends the process with status 1.
func (r *Room) Command(app core.App) *cobra.Command {
	root := &cobra.Command{Use: "backup", Short: "Make, prove and restore backups"}
	root.AddCommand(r.create(app), r.verify(), r.restore(app))
	return root
}

func (r *Room) create(app core.App) *cobra.Command {
	var to string
	cmd := &cobra.Command{Use: "create", Short: "Write a backup (also beside a serving program)", Args: cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) {
			if to == "" {
				to = filepath.Join(app.DataDir(), Folder)
			}
			path, err := r.Create(cmd.Context(), app, to)
			fail(err)
			fmt.Println(path)
		}}
	cmd.Flags().StringVar(&to, "to", "", "the folder to write it into (default: backups in the data folder)")
	return cmd
}

func (r *Room) verify() *cobra.Command {
	return &cobra.Command{Use: "verify FILE", Short: "Open a backup elsewhere and prove that it is whole", Args: cobra.ExactArgs(1),
		Run: func(_ *cobra.Command, args []string) {
			m, err := r.Verify(args[0])
			fail(err)
			var rows int64
			for _, n := range m.Rows {
				rows += n
			}
			fmt.Printf("sound: made %s, %d tables, %d rows\n", m.Made.Format("2006-01-02 15:04 UTC"), len(m.Rows), rows)
		}}
}

func (r *Room) restore(app core.App) *cobra.Command {
	return &cobra.Command{Use: "restore FILE", Short: "Put a backup in place of the data folder", Args: cobra.ExactArgs(1),
		Run: func(_ *cobra.Command, args []string) {
			fail(Lock(app.DataDir()))
			_, err := r.Verify(args[0])
			fail(err)
			fail(app.ResetBootstrapState())
			old, err := r.Restore(args[0], app.DataDir())
			fail(err)
			fmt.Printf("Restored. The former folder is kept as %s.\nStart the program again with: cooperage serve\n", old)
		}}
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "backup:", err)
		os.Exit(1)
	}
}
