package tally

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// The forms of a ballot, the first byte of a stack's key.
const (
	formRanking = 'r'
	formApprove = 'a'
	formScores  = 's'
	formGrades  = 'g'
	formValue   = 'v'
	formChoice  = 'c'
)

var formNames = map[byte]string{formRanking: "a ranking", formApprove: "approvals", formScores: "scores",
	formGrades: "grades", formValue: "a value", formChoice: "a choice"}

// roster numbers names in the order in which they first come.
type roster struct {
	ids   map[string]int
	names []string
	at    []place
	full  bool // the file has said which names there are
	max   int
}

// id returns the number of a name. Before the file has said which names there are, any new one gets a number.
func (r *roster) id(name []byte, at place) (int, error) {
	if id, ok := r.ids[string(name)]; ok {
		return id, nil
	}
	switch err := plain(string(name)); {
	case err != nil:
		return 0, err
	case r.full:
		return 0, errors.New(unlisted(string(name)))
	case len(r.names) == r.max:
		return 0, fmt.Errorf("more than %d names are given", r.max)
	}
	if r.ids == nil {
		r.ids = map[string]int{}
	}
	r.ids[string(name)] = len(r.names)
	r.names = append(r.names, string(name))
	r.at = append(r.at, at)
	return len(r.names) - 1, nil
}

// stack is a number of equal ballots: what they say, as key, and where the first of them stands.
type stack struct {
	key   string
	count int64
	at    place
}

// box collects ballots as stacks.
type box struct {
	options roster
	grades  roster
	index   map[string]int
	stacks  []stack
	cast    int64
	marked  int    // marks of all stacks
	key     []byte // of the ballot being read
	marks   []mark // its marks
	seen    []int  // by option: the last ballot that names it
}

// mark is an option on a ballot, with its rank, score or grade. A value and a choice have no option.
type mark struct {
	option int
	with   int64
}

// once notes that the ballot names an option and reports whether it does so for the first time.
func (b *box) once(ballot, option int) bool {
	for len(b.seen) <= option {
		b.seen = append(b.seen, 0)
	}
	if b.seen[option] == ballot {
		return false
	}
	b.seen[option] = ballot
	return true
}

// seal writes the marks as a key. Options of equal rank have no order, nor have marks without ranks.
func (b *box) seal(form byte) {
	slices.SortFunc(b.marks, func(x, y mark) int {
		if form == formRanking && x.with != y.with {
			return cmp.Compare(x.with, y.with)
		}
		return cmp.Compare(x.option, y.option)
	})
	b.key = append(b.key[:0], form)
	for _, m := range b.marks {
		b.key = binary.AppendVarint(binary.AppendUvarint(b.key, uint64(m.option)), m.with)
	}
}

// put adds count ballots that say what key says.
func (b *box) put(count int64, at place) error {
	if count < 1 || count > MaxBallots {
		return fmt.Errorf("%d is not a number of ballots", count)
	}
	if b.cast += count; b.cast > MaxBallots {
		return fmt.Errorf("there are more than %d ballots", int64(MaxBallots))
	}
	if i, ok := b.index[string(b.key)]; ok {
		b.stacks[i].count += count
		return nil
	}
	if b.marked += len(b.marks); b.marked > MaxMarks {
		return fmt.Errorf("the ballots that differ name more than %d options together", MaxMarks)
	}
	if len(b.stacks) == MaxStacks {
		return fmt.Errorf("more than %d ballots differ", MaxStacks)
	}
	if b.index == nil {
		b.index = map[string]int{}
	}
	key := string(b.key)
	b.index[key] = len(b.stacks)
	b.stacks = append(b.stacks, stack{key, count, at})
	return nil
}

// spread writes the stacks out, in the order in which they first came.
func (b *box) spread() []Ballot {
	alone := make([][]string, len(b.options.names))
	for i := range alone {
		alone[i] = b.options.names[i : i+1 : i+1]
	}
	list := make([]Ballot, len(b.stacks))
	for i, s := range b.stacks {
		list[i].Count = s.count
		b.fill(&list[i], s.key[0], b.decode(s.key[1:]), alone)
	}
	return list
}

// renumber gives the options the order in which they are listed, where the ballots came first.
func (b *box) renumber(list []string) {
	to := make([]int, len(b.options.names))
	for i, name := range list {
		if id, ok := b.options.ids[name]; ok {
			to[id] = i
		}
	}
	for i, s := range b.stacks {
		if s.key[0] == formValue || s.key[0] == formChoice {
			continue
		}
		for j, m := range b.decode(s.key[1:]) {
			b.marks[j].option = to[m.option]
		}
		b.seal(s.key[0])
		b.stacks[i].key = string(b.key)
	}
	b.options.names = list
}

// decode reads the marks of a key into b.marks.
func (b *box) decode(key string) []mark {
	b.marks, b.key = b.marks[:0], append(b.key[:0], key...)
	for rest := b.key; len(rest) > 0; {
		option, n := binary.Uvarint(rest)
		with, m := binary.Varint(rest[n:])
		rest = rest[n+m:]
		b.marks = append(b.marks, mark{int(option), with})
	}
	return b.marks
}

// fill writes marks into a ballot. Ranks of a single option share the slices of alone.
func (b *box) fill(to *Ballot, form byte, marks []mark, alone [][]string) {
	name := b.options.names
	switch form {
	case formRanking:
		to.Ranking = b.ranking(marks, alone)
	case formApprove:
		to.Approve = make([]string, len(marks))
		for i, m := range marks {
			to.Approve[i] = name[m.option]
		}
	case formScores:
		to.Scores = make(map[string]int64, len(marks))
		for _, m := range marks {
			to.Scores[name[m.option]] = m.with
		}
	case formGrades:
		to.Grades = make(map[string]string, len(marks))
		for _, m := range marks {
			to.Grades[name[m.option]] = b.grades.names[m.with]
		}
	case formValue:
		for _, m := range marks { // none abstains
			to.Value = new(m.with)
		}
	case formChoice:
		to.Choice = spoken[marks[0].with]
	}
}

// ranking groups marks, which are sorted by rank.
func (b *box) ranking(marks []mark, alone [][]string) [][]string {
	ranks := make([][]string, 0, len(marks))
	for from := 0; from < len(marks); {
		to := from + 1
		for to < len(marks) && marks[to].with == marks[from].with {
			to++
		}
		rank := alone[marks[from].option]
		if to-from > 1 {
			rank = make([]string, 0, to-from)
			for _, m := range marks[from:to] {
				rank = append(rank, b.options.names[m.option])
			}
		}
		ranks = append(ranks, rank)
		from = to
	}
	return ranks
}

// spoken are what a majority ballot may say.
var spoken = []string{Yes, No, Abstain}
