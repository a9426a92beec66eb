package governance

import (
	"slices"
	"strings"
)

// Piece is a stretch of a text that stayed, came or went between two versions. Mark is "", "new" or "old".
type Piece struct{ Mark, Text string }

// diffLimit bounds the table of the comparison; longer texts are compared by lines.
const diffLimit = 4_000_000

// diff compares two texts word by word and returns the whole as pieces in order.
func diff(before, after string) []Piece {
	a, b := words(before), words(after)
	if len(a)*len(b) > diffLimit {
		a, b = strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	}
	if len(a)*len(b) > diffLimit {
		return []Piece{{"old", before}, {"new", after}}
	}
	// common[i][j] is the length of the longest common run of words of a[i:] and b[j:].
	common := make([][]int32, len(a)+1)
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i, x := range slices.Backward(a) {
		for j, y := range slices.Backward(b) {
			if x == y {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	return walk(a, b, common)
}

// walk follows the longest common run and names what lies beside it.
func walk(a, b []string, common [][]int32) []Piece {
	var pieces []Piece
	add := func(mark, text string) {
		if n := len(pieces); n > 0 && pieces[n-1].Mark == mark {
			pieces[n-1].Text += text
			return
		}
		pieces = append(pieces, Piece{mark, text})
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			add("", a[i])
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || common[i+1][j] >= common[i][j+1]):
			add("old", a[i])
			i++
		default:
			add("new", b[j])
			j++
		}
	}
	return pieces
}

// words cuts a text after each run of white space, so that the pieces joined are the text again.
func words(s string) []string {
	var list []string
	start, space := 0, false
	for i, r := range s {
		blank := r == ' ' || r == '\n' || r == '\t'
		if space && !blank {
			list = append(list, s[start:i])
			start = i
		}
		space = blank
	}
	if start < len(s) {
		list = append(list, s[start:])
	}
	return list
}
