package prose

import (
	"slices"
	"strings"
)

// Piece is a stretch of a text that stayed, came or went between two versions. Mark is "", "new" or "old".
type Piece struct{ Mark, Text string }

// diffLimit bounds the table of the comparison; longer texts are compared by lines.
const diffLimit = 4_000_000

// Diff compares two texts word by word and returns the whole as pieces in order. Texts that have much between their
// first and last change are compared by lines, and very long ones show as a whole that went and one that came.
func Diff(before, after string) []Piece {
	a, b := wordsOf(before), wordsOf(after)
	head, tail := same(a, b)
	if (len(a)-head-tail)*(len(b)-head-tail) > diffLimit {
		a, b = strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
		head, tail = same(a, b)
	}
	if (len(a)-head-tail)*(len(b)-head-tail) > diffLimit {
		return []Piece{{"old", before}, {"new", after}}
	}
	var pieces []Piece
	pieces = join(pieces, Piece{"", strings.Join(a[:head], "")})
	for _, p := range compare(a[head:len(a)-tail], b[head:len(b)-tail]) {
		pieces = join(pieces, p)
	}
	return join(pieces, Piece{"", strings.Join(a[len(a)-tail:], "")})
}

// same counts the words that both begin with, and those that both end with.
func same(a, b []string) (head, tail int) {
	most := min(len(a), len(b))
	for head < most && a[head] == b[head] {
		head++
	}
	for tail < most-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return head, tail
}

// join adds a piece, to the last one when it is of the same kind.
func join(pieces []Piece, p Piece) []Piece {
	n := len(pieces)
	switch {
	case p.Text == "":
	case n > 0 && pieces[n-1].Mark == p.Mark:
		pieces[n-1].Text += p.Text
	default:
		pieces = append(pieces, p)
	}
	return pieces
}

// compare finds the longest common run of words and names what lies beside it.
func compare(a, b []string) []Piece {
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
	add := func(mark, text string) { pieces = join(pieces, Piece{mark, text}) }
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

// wordsOf cuts a text after each run of white space, so that the pieces joined are the text again.
func wordsOf(s string) []string {
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
