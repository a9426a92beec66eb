package prose

import (
	"slices"
	"strings"
	"testing"
)

func TestMentions_CallsWhoeverIsNamedInThePersonsOwnWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"@ada and @grace-hopper-2, thanks @Ada!", "ada grace-hopper-2"},
		{"(@ada) *@bea* **@cyd**: „@dee“ _@eve_ @fay.", "ada bea cyd dee eve fay"},
		{"- [ ] ask @ada\n\n# @bea\n\na|b\n-|-\n@cyd|x", "ada bea cyd"},
		{"`@ada` and\n\n    @bea\n\n```\n@cyd\n```", ""},
		{"> @ada said so\n\nI agree, @bea", "bea"},
		{"[@ada](/x) https://social.example/@bea ![@cyd](https://x.example/y)", ""},
		{"mail ada@example.org, see @bea@social.example and @npm/pkg, a@cyd, @dee_x, \\@eve", ""},
		{"@ada- @-bea @cyd--dee @äbc @" + strings.Repeat("a", 41), "ada cyd"},
		{"@" + strings.Repeat("a", 40), strings.Repeat("a", 40)},
		{"@ada\n@bea", "ada bea"},
		{"too deep " + strings.Repeat("> ", 40) + "@ada \x00", ""},
	} {
		if got := Mentions(c.in); !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("Mentions(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestRender_LinksOnlyMembersThatExist(t *testing.T) {
	t.Parallel()
	known := Linking(func(handle string) bool { return handle == "ada" })
	const link = `<a href="/members/ada" class="mention" rel="nofollow ugc noopener">@Ada</a>`
	for _, c := range []struct{ in, want string }{
		{"@Ada, @bob", "<p>" + link + ", @bob</p>"},
		{"> @Ada", "<blockquote>\n<p>" + link + "</p>\n</blockquote>"},
		{"[ask @Ada](/x)", `<p><a href="/x" rel="nofollow ugc noopener">ask @Ada</a></p>`},
		{"![@Ada](https://x.example/y)", `<p><a href="https://x.example/y" rel="nofollow ugc noopener">@Ada</a></p>`},
	} {
		if got, err := Render(c.in, known); err != nil || string(got) != c.want {
			t.Errorf("Render(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
	}
	if got, _ := Render("@Ada"); string(got) != "<p>@Ada</p>" {
		t.Errorf("without a resolver: %q", got)
	}
	if got := Plain("ask @Ada", 40); got != "ask @Ada" {
		t.Errorf("Plain = %q", got)
	}
}

func TestRender_EqualTextsOnOnePageKeepTheirOwnAnchors(t *testing.T) {
	t.Parallel()
	const in = "a[^1]\n\n[^1]: b"
	one, _ := Render(in, Anchored("abcdefghij12345"))
	two, _ := Render(in, Anchored("abcdefghij12346"))
	again, _ := Render(in, Anchored("abcdefghij12345"))
	if one == two || one != again || !strings.Contains(string(one), `id="user-content-`) {
		t.Errorf("anchors:\n%s\n%s\n%s", one, two, again)
	}
}
