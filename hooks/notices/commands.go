package notices

import (
	"os"
	"strconv"

	"github.com/spf13/cobra"
)

// Flags lets the host set how many mails the mail server takes in a minute, by --mails-per-minute or
// COOPERAGE_MAILS_PER_MINUTE.
func (r *Room) Flags(root *cobra.Command) {
	usual := PerMinute
	if n, err := strconv.Atoi(os.Getenv("COOPERAGE_MAILS_PER_MINUTE")); err == nil && n > 0 {
		usual = n
	}
	root.PersistentFlags().IntVar(&r.PerMinute, "mails-per-minute", usual,
		"how many mails go out in a minute, at most; small mail servers refuse more (or COOPERAGE_MAILS_PER_MINUTE)")
}
