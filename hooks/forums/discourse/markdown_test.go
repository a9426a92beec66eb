package discourse_test

import (
	"fmt"
	"strings"
	"testing"

	"cooperage/hooks/forums/discourse"

	"pgregory.net/rapid"
)

func where(topic discourse.ID, post int) string {
	if topic != "12" {
		return ""
	}
	return fmt.Sprintf("/forum/p/%d", post)
}

func TestMarkdown_TurnsDiscourseMarkupIntoOurs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ raw, want string }{
		{"plain *text*", "plain *text*"},
		{"a\r\nb", "a\nb"},
		{"[quote=\"lena, post:3, topic:12\"]\nCotton *paper*.\n[/quote]\n\nYes.", "> [lena](/forum/p/3):\n>\n> Cotton *paper*.\n\n\nYes."},
		{"[quote=\"lena, post:3, topic:99, full:true\"]\nx\n[/quote]", "> **lena**:\n>\n> x"},
		{"So:\n[quote]one line[/quote] and on", "So:\n\n> one line\n\n and on"},
		{"[quote=\"a\"]\n[quote=\"b\"]\ndeep\n[/quote]\nmid\n[/quote]\nout", "> **a**:\n>\n> > **b**:\n> >\n> > deep\n>\n> mid\n\nout"},
		{"[quote=a_b]\nnever closed", "> **a\\_b**:\n>\n> never closed"},
		{"[/quote] alone", "[/quote] alone"},
		{"![sketch|690x388](upload://aB3.png) here", "*sketch* here"},
		{"[plan.pdf|attachment](upload://x.pdf) (1.2 MB)", "*plan.pdf*"},
		{"[old](/uploads/default/1.zip)", "*old*"},
		{"![](upload://x.png)", ""},
		{"<img src=\"https://a.example/x.png\" alt=\"a cat\" width=3>", "[a cat](https://a.example/x.png)"},
		{"<img src=/uploads/x.png>", "*picture*"},
		{"<a class=x href='https://a.example/'>there</a>", "[there](https://a.example/)"},
		{"one<br>two", "one\\\ntwo"},
		{"[url=https://a.example]there[/url] [url]https://b.example[/url]", "[there](https://a.example) https://b.example"},
		{"[b]bold[/b] [i]lean[/i]", "**bold** *lean*"},
		{"[details=\"More\"]\ninside\n[/details]", "**More**\n\n\ninside"},
		{"[date=2024-05-01 time=10:00:00 timezone=\"UTC\"]", "2024-05-01 10:00:00"},
		{"[spoiler]x[/spoiler] [center]y[/center]", "x y"},
		{"hi :wave: :+1: :no_such_sign: 10:30:00", "hi 👋 👍 :no_such_sign: 10:30:00"},
		{"@lena wrote", "@lena wrote"},
		{"`:smile: [b]x[/b]` :smile:", "`:smile: [b]x[/b]` 😄"},
		{"```\n[quote=\"x\"]\n:smile:\n```\n:smile:", "```\n[quote=\"x\"]\n:smile:\n```\n😄"},
		{"~~~~\n~~~\n:x:\n~~~~\n:x:", "~~~~\n~~~\n:x:\n~~~~\n❌"},
		{strings.Repeat("[quote]", 40) + "x", strings.TrimSpace(strings.Repeat("> ", 10) + "x")},
	} {
		if got := discourse.Markdown(c.raw, where); got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.raw, got, c.want)
		}
	}
}

func TestMarkdown_NeverBreaksOnWhatPeopleWrote(t *testing.T) {
	t.Parallel()
	part := rapid.SampledFrom([]string{"[quote=\"a, post:1, topic:12\"]", "[/quote]", "\n", "```", "~~~", "`", "text", ":smile:", "[b]", "[/b]", "<br>", "<img", "[", "]", "upload://", "> ", "\x00"})
	rapid.Check(t, func(r *rapid.T) {
		raw := strings.Join(rapid.SliceOfN(part, 0, 30).Draw(r, "parts"), "")
		got := discourse.Markdown(raw, nil)
		if strings.Count(got, "text") != strings.Count(raw, "text") {
			r.Fatalf("%q became %q: words were lost", raw, got)
		}
	})
}
