package bench

import (
	"fmt"
	"math"
	"strings"

	"cooperage/hooks/prose"
)

// The forum's shape: twelve categories, two thirds of them public; one topic that never ends; the others like a
// forum's, most of them short. Posts of several topics are written at the same time, so that those of one topic lie
// scattered over the file as in life.
const (
	categories = 12
	endless    = 5_000 // posts of the long topic, if there are enough
	openTopics = 400   // how many of the newest are talked in at a time
	years      = 4
)

// topic is one that is still talked in.
type topic struct {
	id, category, author, first int64
	title                       string
	said, left                  int
	last, lastAuthor            int64
}

// talking is the forum as it fills.
type talking struct {
	*seeding
	people        []person
	long          *topic
	open          []*topic
	started, said int
	answers       int     // posts that are nobody's first and not of the long topic
	topics, posts []int64 // by category
	from, step    int64   // when the first post was written, and the milliseconds between two
}

// talk stores categories, topics and posts.
func (s *seeding) talk(people []person) error {
	if s.wish.Topics == 0 {
		return nil
	}
	first := s.now.AddDate(-years, 0, 0)
	t := &talking{seeding: s, people: people, topics: make([]int64, categories), posts: make([]int64, categories), from: first.UnixMilli()}
	t.step = max(1, (s.now.UnixMilli()-t.from)/int64(s.wish.Posts+1))
	t.answers = s.wish.Posts - s.wish.Topics
	if s.wish.Topics > 1 {
		t.answers -= min(endless-1, t.answers/4)
	}
	for range s.wish.Posts {
		if err := t.say(t.next()); err != nil {
			return err
		}
	}
	return t.categories()
}

// next is the topic in which somebody writes now, which may be a new one.
func (t *talking) next() *topic {
	left, unopened := t.wish.Posts-t.said, t.wish.Topics-t.started
	dice := t.dice.IntN(left)
	switch {
	case t.long == nil:
		t.long = t.start(t.wish.Posts - t.wish.Topics - t.answers)
		if t.wish.Topics == 1 {
			t.long.left, t.answers = t.answers, 0
		}
		return t.long
	case dice < unopened || unopened > 0 && len(t.open) == 0 && t.long.left == 0:
		x := t.start(t.length(unopened))
		if x.left > 0 {
			t.open = append(t.open, x)
		}
		return x
	case dice < unopened+t.long.left || len(t.open) == 0 && t.long.left > 0:
		t.long.left--
		return t.long
	}
	i := len(t.open) - 1 - t.dice.IntN(min(openTopics, len(t.open)))
	x := t.open[i]
	if x.left--; x.left == 0 {
		t.open = append(t.open[:i], t.open[i+1:]...)
	}
	return x
}

// length is how many answers the next topic gets: few for most, many for some; the last one takes what is left.
func (t *talking) length(unopened int) int {
	n := t.answers
	if unopened > 1 {
		n = min(n, int(-math.Log(1-t.dice.Float64())*float64(t.answers)/float64(unopened)))
	}
	t.answers -= n
	return n
}

func (t *talking) start(answers int) *topic {
	t.started++
	x := &topic{id: int64(t.started), category: int64(t.dice.IntN(categories)), author: t.anyone(), title: t.words.title(), left: answers}
	if t.started == 1 {
		x.category = 0
	}
	t.topics[x.category]++
	return x
}

func (t *talking) anyone() int64 { return t.people[t.dice.IntN(len(t.people))].seat }

// say stores the next post, and the topic with its last one.
func (t *talking) say(x *topic) error {
	at := t.from + int64(t.said)*t.step
	t.said++
	author := x.author
	if x.said++; x.said > 1 {
		author = t.anyone()
	} else {
		x.first = at
	}
	x.last, x.lastAuthor = at, author
	t.posts[x.category]++
	body, html := t.words.post(t.said%rareEvery == rareEvery/2)
	err := t.add("forum_posts", "topic, number, author, created_at, renderer, body, html", x.id, x.said, author, at, prose.Version, body, html)
	if err != nil || x.left > 0 {
		return err
	}
	return t.add("forum_topics", "id, category, author, title, posts, created_at, last_post_at, last_author",
		x.id, categoryID(x.category), x.author, x.title, x.said, x.first, x.last, x.lastAuthor)
}

// categoryID leaves the numbers of the categories that the migrations made.
func categoryID(n int64) int64 { return 101 + n }

// categories stores the categories with their counts.
func (t *talking) categories() error {
	for n := range int64(categories) {
		name := madeUp(t.dice)
		name = strings.ToUpper(name[:1]) + name[1:]
		reader := "public"
		if n%3 == 2 {
			reader = "members"
		}
		err := t.add("forum_categories", "id, slug, name, about, position, read_by, write_by, topics, posts, created_at", categoryID(n),
			fmt.Sprintf("%s-%d", strings.ToLower(name), n+1), name, t.words.title(), n+1, reader, "members", t.topics[n], t.posts[n], t.from)
		if err != nil {
			return err
		}
	}
	return nil
}
