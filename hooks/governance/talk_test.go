package governance_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"cooperage/hooks/forums"
	"cooperage/hooks/governance"
	"cooperage/hooks/records"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

func TestTalk_AMotionHasATopicThatFollowsItsState(t *testing.T) {
	t.Parallel()
	c := found(t, 4, nil)
	m, err := c.Governance.Move(c, c.people[0], yesNoWords)
	if err != nil {
		t.Fatal(err)
	}
	topic, in, err := forums.TopicOf(c, c.people[1], m.ID)
	if err != nil || in.Purpose != forums.ForMotions || topic.Title != yesNoWords.Title || topic.MotionState != governance.Draft {
		t.Fatalf("the topic is %+v in %+v, %v", topic, in, err)
	}
	other := c.As(t, c.people[1])
	other.Get(topic.URL()).Want(200).Says("This talk belongs to a motion.", "Draft")
	if err := c.Governance.Say(c, c.people[1], m.ID, "for", "Said on the page of the motion", records.NewToken()); err != nil {
		t.Fatal(err)
	}
	other.Get(topic.URL()).Says("Said on the page of the motion", "for it")
	other.Submit(topic.URL(), "form[data-draft]", url.Values{"body": {"Said in the forum"}, "stance": {"against"}}).Want(303)
	other.Get(fmt.Sprintf("/votes/%d", m.ID)).Says("Said on the page of the motion", "Said in the forum", "3 posts")
	if _, err := c.Governance.Withdraw(c, c.people[0], m.ID); err != nil {
		t.Fatal(err)
	}
	other.Get(topic.URL()).Says("Withdrawn")
}

func TestTalk_ATopicBecomesAMotion(t *testing.T) {
	t.Parallel()
	c := found(t, 4, nil)
	by := c.Officer(t, "Stewart", "steward")
	by.Offices = []string{"steward"}
	place, err := c.Forums.MakeCategory(c, by, forums.Plan{Slug: "hall", Name: "Hall", ReadBy: forums.Members, WriteBy: forums.Members})
	if err != nil {
		t.Fatal(err)
	}
	topic, err := c.Forums.Start(c, c.people[0], forums.Opening{Category: place.ID, Title: "Shall we rent a room?", Body: "I am cold.", Once: records.NewToken()})
	if err != nil {
		t.Fatal(err)
	}
	client := c.As(t, c.people[1])
	link := client.Get(topic.URL()).HTML().Find(".topic-acts a").First().AttrOr("href", "")
	if !strings.HasPrefix(link, "/votes/new?topic=") {
		t.Fatalf("the topic offers %q", link)
	}
	to := client.Submit(link, "form[action='/votes']", url.Values{"majority": {"simple"}, "body": {yesNoWords.Body}}).Want(303).To()
	client.Get(to).Want(200).Says("Shall we rent a room?", "I am cold.")
	client.Get(topic.URL()).Says("This talk belongs to a motion.").Hides("Make this a motion")
	client.Submit("/votes/new", "form[action='/votes']", url.Values{"kind": {"resolution"}, "majority": {"simple"},
		"title": {"Another question"}, "body": {yesNoWords.Body}, "topic": {fmt.Sprint(topic.ID)}}).Want(409)
}

// A folder from before the forum: what was said under motions is in the forum after the migration, word for word.
func TestMigration_TheOldDiscussionMovesWithoutLoss(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	for range 2 {
		if _, err := c.Governance.Move(c, c.people[0], yesNoWords); err != nil {
			t.Fatal(err)
		}
	}
	var step *core.Migration
	for _, item := range core.AppMigrations.Items() {
		if item.File == "1763801600_forums_motions.go" {
			step = item
		}
	}
	run := func(f func(core.App) error) {
		t.Helper()
		if err := c.RunInTransaction(f); err != nil {
			t.Fatal(err)
		}
	}
	run(step.Down)
	type said struct {
		Motion  int64  `db:"motion"`
		Author  string `db:"author"`
		Stance  string `db:"stance"`
		Body    string `db:"body"`
		HTML    string `db:"html"`
		MadeAt  string `db:"made_at"`
		Version int64  `db:"renderer"`
	}
	old := []said{
		{1, c.people[1].Code(), "for", "Yes & *amen*", "<p>Yes &amp; <em>amen</em></p>", "2026-05-30 08:00:00.123Z", 1},
		{2, c.people[1].Code(), "", "Elsewhere", "<p>Elsewhere</p>", "2026-05-30 08:30:00.000Z", 1},
		{1, "M999", "against", "No", "<p>No</p>", "2026-05-30 09:00:00.999Z", 1},
		{1, c.people[2].Code(), "", "Hm", "<p>Hm</p>", "2026-05-31 09:00:00.000Z", 1},
	}
	for _, p := range old {
		_, err := c.DB().Insert("motion_posts", dbx.Params{"motion": p.Motion, "author": p.Author, "stance": p.Stance, "body": p.Body,
			"html": p.HTML, "renderer": p.Version, "made_at": p.MadeAt}).Execute()
		if err != nil {
			t.Fatal(err)
		}
	}
	run(step.Up)
	for _, motion := range []int64{1, 2} {
		topic, _, err := forums.TopicOf(c, c.people[0], motion)
		if err != nil {
			t.Fatal(err)
		}
		posts, err := forums.Latest(c, c.people[0], topic, 100)
		if err != nil {
			t.Fatal(err)
		}
		if first := posts[0]; first.Number != 1 || first.Name() != c.people[0].Name() || !strings.Contains(first.Stored, "<p>") {
			t.Errorf("motion %d begins with %+v", motion, first)
		}
		posts = posts[1:]
		for _, want := range old {
			if want.Motion != motion {
				continue
			}
			got := posts[0]
			posts = posts[1:]
			body := ""
			if err := c.DB().Select("body").From("forum_posts").Where(dbx.HashExp{"id": got.ID}).Row(&body); err != nil {
				t.Fatal(err)
			}
			if body != want.Body || got.Stored != want.HTML || got.Stance != want.Stance || got.Made().Format("2006-01-02 15:04:05.000Z") != want.MadeAt {
				t.Errorf("got %+v %q, want %+v", got.Post, body, want)
			}
			if name := got.Name(); want.Author == "M999" && name != "M999" {
				t.Errorf("an author without an account is called %q", name)
			}
		}
		if len(posts) != 0 {
			t.Errorf("motion %d has %d posts too many", motion, len(posts))
		}
	}
}
