package prose

import (
	_ "embed"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cooperage/hooks/fault"

	"golang.org/x/net/html"
)

//go:embed testdata/hostile.txt
var hostileFile string

// hostileTexts reads the corpus: name and text of each.
func hostileTexts(t testing.TB) map[string]string {
	all := map[string]string{}
	parts := regexp.MustCompile(`(?m)^-- (.+) --\n`).FindAllStringSubmatchIndex(hostileFile, -1)
	for i, at := range parts {
		end := len(hostileFile)
		if i+1 < len(parts) {
			end = parts[i+1][0]
		}
		name, body := hostileFile[at[2]:at[3]], strings.TrimSuffix(hostileFile[at[1]:end], "\n")
		if strings.HasSuffix(name, " (quoted)") {
			var err error
			if body, err = strconv.Unquote(body); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		all[name] = body
	}
	return all
}

func TestRender_HostileTextRendersNothingExecutable(t *testing.T) {
	t.Parallel()
	corpus := hostileTexts(t)
	if len(corpus) < 150 {
		t.Fatalf("the corpus has %d texts, want 150", len(corpus))
	}
	known := Linking(func(string) bool { return true })
	shown := 0
	for name, in := range corpus {
		got, err := Render(in, known)
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
		for _, p := range dangers(string(got)) {
			t.Errorf("%s: %s\n%s\n%s", name, p, in, got)
		}
		if got != "" {
			shown++
		}
	}
	if shown < 190 {
		t.Errorf("only %d of %d texts were shown: a refusal proves nothing", shown, len(corpus))
	}
}

// allowlist is written apart from the sanitiser's: elements and, for each, its attributes with what they may say.
var allowlist = func() map[string]map[string]*regexp.Regexp {
	all := map[string]map[string]*regexp.Regexp{}
	for _, line := range strings.Split(strings.TrimSpace(`
p br hr h2 h3 h4 h5 h6 blockquote ul em strong del thead tbody tr table
ol start=\d{1,9}
li id=user-content-[0-9a-f]{8}-fn:\d+
sup id=user-content-[0-9a-f]{8}-fnref\d*:\d+
div class=footnotes role=doc-endnotes
a href=.+ rel=nofollow.ugc.noopener title=(?s:.*) class=mention|footnote-ref|footnote-backref role=doc-noteref|doc-backlink
img src=/pictures/[a-z0-9]{15}/[a-z]{4,8} alt=(?s:.*) title=(?s:.*) loading=lazy
th td align=left|center|right
code class=language-[A-Za-z0-9+#-]{1,30}
pre class=chroma
span class=k|kc|kt|nb|nf|nv|nt|na|s|m|c1|cm|gi|gd|gu
label class=task
input type=checkbox checked= disabled=`), "\n") {
		attrs := map[string]*regexp.Regexp{}
		var tags []string
		for _, word := range strings.Fields(line) {
			key, value, isAttr := strings.Cut(word, "=")
			if !isAttr {
				tags = append(tags, word)
				continue
			}
			attrs[key] = regexp.MustCompile("^(?:" + value + ")$")
		}
		for _, tag := range tags {
			all[tag] = attrs
		}
	}
	return all
}()

// dangers reads rendered HTML as a browser's tokenizer does and says what in it is not harmless.
func dangers(s string) []string {
	var found []string
	say := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	var open []string
	ids := map[string]bool{}
	z := html.NewTokenizer(strings.NewReader(s))
	for z.Next() != html.ErrorToken {
		switch token := z.Token(); token.Type {
		case html.TextToken:
		case html.StartTagToken:
			if slices.Contains(open, "a") && (token.Data == "a" || token.Data == "input") {
				say("%s within a link", token.Data)
			}
			for _, p := range judge(token, ids) {
				say("%s", p)
			}
			if !slices.Contains([]string{"br", "hr", "img", "input"}, token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				say("</%s> closes nothing", token.Data)
				return found
			}
			open = open[:len(open)-1]
		default:
			say("a %s: %s", token.Type, token)
		}
	}
	if len(open) > 0 {
		say("%s stay open", open)
	}
	return found
}

// judge says what is wrong with one tag.
func judge(tag html.Token, ids map[string]bool) []string {
	allowed, known := allowlist[tag.Data]
	if !known {
		return []string{"element " + tag.Data}
	}
	var found []string
	for _, a := range tag.Attr {
		if want := allowed[a.Key]; want == nil || !want.MatchString(a.Val) {
			found = append(found, fmt.Sprintf("%s has %s=%q", tag.Data, a.Key, a.Val))
		}
		switch a.Key {
		case "id":
			if ids[a.Val] {
				found = append(found, "two ids "+a.Val)
			}
			ids[a.Val] = true
		case "href":
			u, err := url.Parse(a.Val)
			if err != nil || !slices.Contains([]string{"", "http", "https", "mailto"}, u.Scheme) {
				found = append(found, "leads to "+a.Val)
			}
		}
	}
	has := func(key string) bool {
		return slices.ContainsFunc(tag.Attr, func(a html.Attribute) bool { return a.Key == key })
	}
	switch {
	case tag.Data == "a" && (!has("href") || !has("rel") && !has("role")): // a footnote's number leads within the text
		found = append(found, "a link without href or rel: "+tag.String())
	case tag.Data == "img" && (!has("src") || !has("alt")), tag.Data == "input" && !has("disabled"):
		found = append(found, "lacks an attribute: "+tag.String())
	}
	return found
}

func TestDangers_SeesWhatItShould(t *testing.T) {
	t.Parallel()
	const rel = ` rel="nofollow ugc noopener"`
	for _, s := range []string{
		"<script>", "<p onclick=x>a</p>", "<p>a", "a</p>", "<!-- a -->", "<!doctype html>", `<a href="javascript:x"` + rel + `>a</a>`,
		`<a` + rel + `>a</a>`, `<a href="/x">a</a>`, `<img src="https://a.example/x" alt="">`, `<img src="/pictures/abcdefghij12345/large">`,
		`<li id="main">a</li>`, `<p id="user-content-a">a</p>`, `<p class="flash">a</p>`, `<p style="x">a</p>`, `<input type="text" disabled>`,
		`<input type="checkbox">`, `<a href="/x"` + rel + `><a href="/y"` + rel + `>a</a></a>`,
		`<sup id="user-content-00000000-fnref:1"></sup><sup id="user-content-00000000-fnref:1"></sup>`,
	} {
		if len(dangers(s)) == 0 {
			t.Errorf("%s passes", s)
		}
	}
}
