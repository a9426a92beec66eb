package bench

import (
	"math"
	"math/rand/v2"
	"sort"
	"strings"
)

// Common stands in most posts and Rare in very few, for measuring searches.
const (
	Common = "work"
	Rare   = "kingfisher"
)

// rareEvery is how many posts there are to one that holds Rare.
const rareEvery = 100_000

// known are the words that a co-op's talk is full of, the most frequent first; the rest of the vocabulary is made of
// syllables.
var known = strings.Fields(`work the to and of a we in is for that it you on be with have this are not as our can at but if
	client member order price one all vote what time from they so an do how or about would there more when my will who
	has no should could think need co-op rate month fee motion delivery deadline invoice review paper draft sketch press print
	photo map layout font edit translate proof archive studio workshop meeting agenda minutes budget surplus share mentor season
	street harbour coast island bridge garden market library museum school theatre festival letter parcel colour green ochre
	linen cotton oak copper glass stone river field winter spring summer autumn monday friday morning evening week year question
	answer reason example number list page word line book cover index chapter poster label ticket stamp camera lens light shadow`)

// vocabulary picks words as people do: few of them most of the time (Zipf's law).
type vocabulary struct {
	words []string
	upTo  []float64 // cumulative share of each word
	dice  *rand.Rand
}

func newVocabulary(size int, dice *rand.Rand) *vocabulary {
	v := &vocabulary{words: append([]string{}, known...), dice: dice}
	seen := map[string]bool{Rare: true}
	for _, w := range known {
		seen[w] = true
	}
	for len(v.words) < size {
		if w := madeUp(dice); !seen[w] {
			seen[w] = true
			v.words = append(v.words, w)
		}
	}
	sum := 0.0
	for i := range v.words {
		sum += 1 / math.Pow(float64(i)+2.7, 1.02)
		v.upTo = append(v.upTo, sum)
	}
	for i := range v.upTo {
		v.upTo[i] /= sum
	}
	return v
}

var (
	heads = strings.Fields("b br c ch d dr f fl g gr h j k kn l m n p pl qu r s sh st t th tr v w y z")
	cores = strings.Fields("a e i o u ai ea ou oo ie")
	tails = strings.Fields("b ck d ft g l ll m mp n nd nt p r rd rk s ss t x")
)

func madeUp(dice *rand.Rand) string {
	var b strings.Builder
	for range 1 + dice.IntN(3) {
		b.WriteString(heads[dice.IntN(len(heads))] + cores[dice.IntN(len(cores))] + tails[dice.IntN(len(tails))])
	}
	return b.String()
}

func (v *vocabulary) word() string {
	return v.words[min(sort.SearchFloat64s(v.upTo, v.dice.Float64()), len(v.words)-1)]
}

// sentences writes about n words as sentences.
func (v *vocabulary) sentences(b *strings.Builder, n int) {
	for n > 0 {
		long := min(n, 5+v.dice.IntN(12))
		for i := range long {
			w := v.word()
			if i == 0 {
				b.WriteString(strings.ToUpper(w[:1]))
				w = w[1:]
			} else {
				b.WriteByte(' ')
			}
			b.WriteString(w)
		}
		b.WriteByte('.')
		if n -= long; n > 0 {
			b.WriteByte(' ')
		}
	}
}

// title writes a headline.
func (v *vocabulary) title() string {
	var b strings.Builder
	v.sentences(&b, 3+v.dice.IntN(6))
	return strings.ReplaceAll(b.String(), ".", "")
}

// post writes what somebody would post, as Markdown and as the HTML that prose makes of it: one to three paragraphs
// of plain words. rare adds the rare word.
func (v *vocabulary) post(rare bool) (body, html string) {
	var b, h strings.Builder
	for i := range 1 + v.dice.IntN(3) {
		start := b.Len()
		if i > 0 {
			b.WriteString("\n\n")
			start += 2
			h.WriteByte('\n')
		}
		if rare && i == 0 {
			b.WriteString("A " + Rare + "! ")
		}
		v.sentences(&b, 6+v.dice.IntN(30))
		h.WriteString("<p>" + b.String()[start:] + "</p>")
	}
	return b.String(), h.String()
}
