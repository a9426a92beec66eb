package forums

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/text/unicode/norm"
)

// Limits of what is searched for.
const (
	MaxWords   = 100 // characters
	maxTerms   = 8
	maxEndings = 16 // words that the last, unfinished one may stand for
	minEnding  = 3  // letters from which on a word is completed
)

// term is one thing looked for: a word, or several that stand together.
type term struct {
	words []string // folded as the index folds them
	open  bool     // the word may go on
}

// terms reads what a person typed. Words between quotation marks stand together; everything else is a word. The last
// word is open, for it may not be finished. Nothing typed is an operator.
func terms(typed string) []term {
	var list []term
	parts := strings.Split(quoteMarks.Replace(typed), `"`)
	for i, part := range parts {
		words := wordsOf(part)
		if quoted := i%2 == 1 && i < len(parts)-1; quoted && len(words) > 0 {
			list = append(list, term{words: words})
			continue
		}
		for _, w := range words {
			list = append(list, term{words: []string{w}})
		}
	}
	list = list[:min(len(list), maxTerms)]
	if n := len(list); n > 0 && len(wordsOf(parts[len(parts)-1])) > 0 {
		list[n-1].open = len([]rune(list[n-1].words[0])) >= minEnding
	}
	return list
}

var quoteMarks = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`)

// wordsOf cuts a text into words as the index does, and folds them.
func wordsOf(s string) []string {
	words := strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) })
	for i, w := range words {
		words[i] = fold(w)
	}
	return words
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.Co, r)
}

// fold writes a word in small letters without accents, as the index's tokenizer does.
func fold(w string) string {
	plain := true
	for i := range len(w) {
		plain = plain && w[i] < 0x80
	}
	if plain {
		return strings.ToLower(w)
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(w)))
}

// match is the query of FTS5 for the terms in the columns; ends are the words that the last, open one stands for.
func match(columns string, list []term, ends []string) string {
	var parts []string
	for _, t := range list {
		if !t.open {
			parts = append(parts, `"`+strings.Join(t.words, " ")+`"`)
			continue
		}
		any := []string{`"` + t.words[0] + `"`}
		for _, e := range ends {
			if e != t.words[0] {
				any = append(any, `"`+e+`"`)
			}
		}
		parts = append(parts, "("+strings.Join(any, " OR ")+")")
	}
	return "{" + columns + "} : (" + strings.Join(parts, " AND ") + ")"
}

// marked is the query of FTS5 for any of the marks.
func marked(marks []string) string {
	if len(marks) == 0 {
		marks = []string{"none"} // a mark that no post has
	}
	return `marks : ("` + strings.Join(marks, `" OR "`) + `")`
}

// endings are words of the index that begin as the open term does. Each is one seek, however often it occurs; asking
// FTS5 for a prefix instead would read every post that has any of them.
func endings(ctx context.Context, app core.App, list []term) ([]string, error) {
	if len(list) == 0 || !list[len(list)-1].open {
		return nil, nil
	}
	begin := list[len(list)-1].words[0]
	var found []string
	err := app.ConcurrentDB().NewQuery(`WITH RECURSIVE ends(word, n) AS (
			SELECT (SELECT term FROM forum_terms WHERE term >= {:begin} LIMIT 1), 1
			UNION ALL
			SELECT (SELECT term FROM forum_terms WHERE term >= ends.word || char(1) LIMIT 1), n + 1
			FROM ends WHERE n < {:most} AND substr(word, 1, {:len}) = {:begin})
		SELECT word FROM ends WHERE substr(word, 1, {:len}) = {:begin}`).WithContext(ctx).
		Bind(dbx.Params{"begin": begin, "len": len([]rune(begin)), "most": maxEndings}).Column(&found)
	if err != nil {
		return nil, fmt.Errorf("complete the last word: %w", err)
	}
	return found, nil
}

// dayMarks are the marks of the days from..to, both included: whole years and months where it can be, days at the ends.
// A range without an end on one side goes to the first or last year that the forum can have.
func dayMarks(from, to time.Time) []string {
	var marks []string
	for day := from; !day.After(to); {
		switch year, month, d := day.Date(); {
		case month == 1 && d == 1 && !day.AddDate(1, 0, -1).After(to):
			marks = append(marks, day.Format("y2006"))
			day = time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC)
		case d == 1 && !day.AddDate(0, 1, -1).After(to):
			marks = append(marks, day.Format("m200601"))
			day = day.AddDate(0, 1, 0)
		default:
			marks = append(marks, day.Format("d20060102"))
			day = day.AddDate(0, 0, 1)
		}
	}
	return marks
}
