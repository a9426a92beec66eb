package discourse

import (
	"regexp"
	"strconv"
	"strings"
)

// Links tells where an imported post or topic stands now; post 0 means the topic. "" is an unknown address.
type Links func(topic ID, post int) string

var (
	tags      = regexp.MustCompile(`<[^>]*>`)
	quoteOpen = regexp.MustCompile(`(?i)^\s*\[quote(?:=(?:"([^"]*)"|([^\]]*)))?\]`)
	quoteEnd  = regexp.MustCompile(`(?i)\[/quote\]`)
	fence     = regexp.MustCompile("^ {0,3}(`{3,}|~{3,})")
	codeSpan  = regexp.MustCompile("`+[^`\n]+`+")
	picture   = regexp.MustCompile(`!\[([^\]\n]*)\]\(upload://[^)\s]*\)`)
	upload    = regexp.MustCompile(`\[([^\]\n]*)\]\((?:upload://|/uploads/)[^)\s]*\)(?: \([0-9.,]+ [KMG]?B\))?`)
	imgTag    = regexp.MustCompile(`(?i)<img\b([^>]*)>`)
	imgSource = regexp.MustCompile(`(?i)\bsrc\s*=\s*["']?([^"'\s>]+)`)
	imgText   = regexp.MustCompile(`(?i)\balt\s*=\s*"([^"]*)"`)
	linkTag   = regexp.MustCompile(`(?is)<a\b[^>]*\bhref\s*=\s*["']([^"']*)["'][^>]*>(.*?)</a>`)
	breakTag  = regexp.MustCompile(`(?i)<br\s*/?>`)
	details   = regexp.MustCompile(`(?i)\[details(?:=(?:"([^"]*)"|([^\]]*)))?\]`)
	urlCode   = regexp.MustCompile(`(?i)\[url(?:=([^\]]*))?\](.*?)\[/url\]`)
	boldCode  = regexp.MustCompile(`(?i)\[b\](.*?)\[/b\]`)
	leanCode  = regexp.MustCompile(`(?i)\[i\](.*?)\[/i\]`)
	dateCode  = regexp.MustCompile(`(?i)\[date=([0-9-]+)(?: time=([0-9:]+))?[^\]]*\]`)
	otherCode = regexp.MustCompile(`(?i)\[/?(?:details|spoiler|poll|wrap|email|img|u|s|center|right|left|size|color)(?:[ =][^\]]*)?\]`)
	emoji     = regexp.MustCompile(`:([a-z0-9_+-]{1,40}):(?:t[2-6]:)?`)
)

// Markdown turns the raw text of a post into our Markdown. Quotes become block quotes that name and link what they
// quote, uploads become their names (the files are not part of the export), tags without a counterpart go and their
// contents stay. Code is left as it is.
func Markdown(raw string, links Links) string {
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(raw), "\n")
	c := converter{links: links}
	for _, line := range lines {
		c.line(line)
	}
	return strings.TrimSpace(strings.Join(c.out, "\n"))
}

type converter struct {
	links Links
	out   []string
	depth int    // open quotes
	code  string // the fence that is open, or ""
}

// maxQuotes is how deep quotes of quotes go; what is deeper joins the deepest.
const maxQuotes = 10

func (c *converter) line(line string) {
	if mark := fence.FindStringSubmatch(line); mark != nil && c.fenced(mark[1], line) || c.code != "" {
		c.add(line)
		return
	}
	for {
		open := quoteOpen.FindStringSubmatch(line)
		if open == nil {
			break
		}
		c.quote(open[1] + open[2])
		if line = line[len(open[0]):]; strings.TrimSpace(line) == "" {
			return
		}
	}
	rest, ended := line, false
	for at := quoteEnd.FindStringIndex(rest); at != nil && c.depth > 0; at = quoteEnd.FindStringIndex(rest) {
		if before := strings.TrimSpace(rest[:at[0]]); before != "" {
			c.add(inline(before))
		}
		c.depth, ended = c.depth-1, true
		rest = rest[at[1]:]
	}
	if ended {
		c.add("") // what follows a quote is no lazy line of it
		if strings.TrimSpace(rest) == "" {
			return
		}
	}
	c.add(inline(rest))
}

// fenced opens or closes a code block and reports whether the line is such a mark.
func (c *converter) fenced(mark, line string) bool {
	switch {
	case c.code == "":
		c.code = mark
	case mark[0] == c.code[0] && len(mark) >= len(c.code) && strings.TrimSpace(line) == mark:
		c.code = ""
	default:
		return false
	}
	return true
}

func (c *converter) add(line string) {
	prefix := strings.Repeat("> ", min(c.depth, maxQuotes))
	c.out = append(c.out, strings.TrimRight(prefix+line, " "))
}

// quote begins a quote and says whom it quotes: [quote="name, post:3, topic:12"].
func (c *converter) quote(whom string) {
	if c.depth == 0 && len(c.out) > 0 && c.out[len(c.out)-1] != "" {
		c.add("")
	}
	c.depth++
	name, post, topic := "", 0, ID("")
	for i, part := range strings.Split(whom, ",") {
		part = strings.TrimSpace(part)
		key, value, _ := strings.Cut(part, ":")
		switch {
		case key == "post":
			post, _ = strconv.Atoi(value) // 0 leads to the topic
		case key == "topic":
			topic = ID(value)
		case i == 0:
			name = part
		}
	}
	if name == "" {
		return
	}
	label := "**" + escape(name) + "**"
	if at := c.at(topic, post); at != "" {
		label = "[" + escape(name) + "](" + at + ")"
	}
	c.add(label + ":")
	c.add("")
}

func (c *converter) at(topic ID, post int) string {
	if c.links == nil || topic == "" {
		return ""
	}
	return c.links(topic, post)
}

var special = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, "`", "\\`", `<`, `\<`)

// escape keeps a name from being read as marks.
func escape(s string) string { return special.Replace(s) }

// inline converts a line outside its code spans.
func inline(line string) string {
	var out strings.Builder
	last := 0
	for _, at := range codeSpan.FindAllStringIndex(line, -1) {
		out.WriteString(marks(line[last:at[0]]))
		out.WriteString(line[at[0]:at[1]])
		last = at[1]
	}
	out.WriteString(marks(line[last:]))
	return out.String()
}

func marks(s string) string {
	if !strings.ContainsAny(s, "[<:") {
		return s
	}
	s = picture.ReplaceAllStringFunc(s, func(m string) string { return label(picture.FindStringSubmatch(m)[1]) })
	s = upload.ReplaceAllStringFunc(s, func(m string) string { return label(upload.FindStringSubmatch(m)[1]) })
	s = imgTag.ReplaceAllStringFunc(s, image)
	s = linkTag.ReplaceAllString(s, "[$2]($1)")
	s = breakTag.ReplaceAllString(s, "\\\n")
	s = details.ReplaceAllString(s, "**$1$2**\n\n")
	s = urlCode.ReplaceAllStringFunc(s, func(m string) string {
		part := urlCode.FindStringSubmatch(m)
		if part[1] == "" {
			return part[2]
		}
		return "[" + part[2] + "](" + strings.Trim(part[1], `"'`) + ")"
	})
	s = boldCode.ReplaceAllString(s, "**$1**")
	s = leanCode.ReplaceAllString(s, "*$1*")
	s = dateCode.ReplaceAllString(s, "$1 $2")
	s = otherCode.ReplaceAllString(s, "")
	return emoji.ReplaceAllStringFunc(s, func(m string) string {
		if sign, ok := signs[emoji.FindStringSubmatch(m)[1]]; ok {
			return sign
		}
		return m
	})
}

// label is the name of an upload without its size: "sketch|690x388" or "plan.pdf|attachment".
func label(s string) string {
	name, _, _ := strings.Cut(s, "|")
	if strings.TrimSpace(name) == "" {
		return ""
	}
	return "*" + escape(strings.TrimSpace(name)) + "*"
}

func image(tag string) string {
	source := imgSource.FindStringSubmatch(tag)
	if source == nil {
		return tag
	}
	name := "picture"
	if alt := imgText.FindStringSubmatch(tag); alt != nil && strings.TrimSpace(alt[1]) != "" {
		name = alt[1]
	}
	if !strings.HasPrefix(source[1], "http") {
		return label(name)
	}
	return "[" + escape(name) + "](" + source[1] + ")"
}
