package forums

import (
	"html"
	"slices"
	"strings"
)

// Bit is a stretch of a text; Hit says that it was looked for.
type Bit struct {
	Text string
	Hit  bool
}

// snippetWords is how many words a snippet has, leadWords how many of them stand before the first hit.
const (
	snippetWords = 36
	leadWords    = 8
)

// sought tells words that were looked for from others.
type sought struct {
	whole []string
	begin string // what an open word begins with, or ""
}

func soughtIn(list []term) sought {
	var s sought
	for _, t := range list {
		s.whole = append(s.whole, t.words...)
		if t.open {
			s.begin = t.words[0]
		}
	}
	return s
}

func (s sought) has(word string) bool {
	w := fold(word)
	return slices.Contains(s.whole, w) || s.begin != "" && strings.HasPrefix(w, s.begin)
}

// mark cuts a text into hits and what lies between.
func (s sought) mark(text string) []Bit {
	var bits []Bit
	last := 0
	eachWord(text, func(from, to int) bool {
		if s.has(text[from:to]) {
			if from > last {
				bits = append(bits, Bit{Text: text[last:from]})
			}
			bits = append(bits, Bit{text[from:to], true})
			last = to
		}
		return true
	})
	if last < len(text) {
		bits = append(bits, Bit{Text: text[last:]})
	}
	return bits
}

// snippet is the part of a rendered text around the first hit, or its beginning.
func (s sought) snippet(stored string) []Bit {
	text := plainText(stored)
	var starts []int
	first := -1
	eachWord(text, func(from, to int) bool {
		starts = append(starts, from)
		if first < 0 && s.has(text[from:to]) {
			first = len(starts) - 1
		}
		return first < 0 || len(starts) <= first+snippetWords
	})
	begin := max(0, min(first-leadWords, len(starts)-snippetWords))
	from, to := 0, len(text)
	if begin > 0 {
		from = starts[begin]
	}
	if begin+snippetWords < len(starts) {
		to = starts[begin+snippetWords]
	}
	bits := s.mark(strings.TrimSpace(text[from:to]))
	if from > 0 {
		bits = append([]Bit{{Text: "… "}}, bits...)
	}
	if to < len(text) {
		bits = append(bits, Bit{Text: " …"})
	}
	return bits
}

// eachWord calls f with the place of each word until f says no.
func eachWord(text string, f func(from, to int) bool) {
	from := -1
	for i, r := range text {
		if wordRune(r) {
			if from < 0 {
				from = i
			}
			continue
		}
		if from >= 0 && !f(from, i) {
			return
		}
		from = -1
	}
	if from >= 0 {
		f(from, len(text))
	}
}

// plainText is what a rendered text says, without its tags. It reads only what prose wrote, in which every < begins a tag.
func plainText(stored string) string {
	var b strings.Builder
	for {
		text, rest, more := strings.Cut(stored, "<")
		b.WriteString(text)
		if !more {
			break
		}
		tag, after, _ := strings.Cut(rest, ">")
		if !inlineTag(tag) {
			b.WriteByte(' ')
		}
		stored = after
	}
	return strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
}

// inlineTag reports whether a tag stands inside a word's line.
func inlineTag(tag string) bool {
	name, _, _ := strings.Cut(strings.TrimPrefix(tag, "/"), " ")
	return slices.Contains([]string{"a", "em", "strong", "code", "del", "span", "sup", "mark"}, name)
}
