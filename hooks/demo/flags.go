package demo

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// Folder is where the demo keeps its data unless --dir says otherwise, so that it never meets a real co-op's.
const Folder = "pb_data_demo"

// Wish is what the command line asks of the demo.
type Wish struct {
	On    bool
	Shift time.Duration // of the clock, in the demo only
}

// Flags adds the demo's flags to the serve command. They are read by Parse, before the data folder is chosen.
func Flags(serve *cobra.Command) *cobra.Command {
	serve.Flags().Bool("demo", false, "serve a lively example co-op from its own folder "+Folder)
	serve.Flags().String("clock", "", "in the demo only: shift the clock, as in +8d or +36h, to watch a vote close")
	return serve
}

// Parse reads the demo's flags from the arguments of the program.
func Parse(args []string) (Wish, error) {
	var w Wish
	clock := ""
	for i, arg := range args {
		name, value, given := strings.Cut(arg, "=")
		switch {
		case name == "--demo":
			on, err := strconv.ParseBool(value)
			w.On = !given || err == nil && on
		case name == "--clock" && given:
			clock = value
		case name == "--clock" && i+1 < len(args):
			clock = args[i+1]
		}
	}
	if len(args) == 0 || args[0] != "serve" {
		w.On = false
	}
	if clock == "" {
		return w, nil
	}
	if !w.On {
		return w, fmt.Errorf("--clock works with serve --demo only")
	}
	var err error
	w.Shift, err = parseShift(clock)
	return w, err
}

var shiftForm = regexp.MustCompile(`^([+-]?)(\d{1,5})([dhm])$`)

// parseShift reads +8d, -2h or 30m.
func parseShift(text string) (time.Duration, error) {
	m := shiftForm.FindStringSubmatch(text)
	if m == nil {
		return 0, fmt.Errorf("--clock %s: write a number of days, hours or minutes, as in +8d, +36h or +90m", text)
	}
	n, err := strconv.Atoi(m[1] + m[2])
	if err != nil {
		return 0, fmt.Errorf("--clock %s: %w", text, err)
	}
	unit := map[string]time.Duration{"d": 24 * time.Hour, "h": time.Hour, "m": time.Minute}[m[3]]
	return time.Duration(n) * unit, nil
}
