package art

import "strings"

// listing is a piece of program text with a name.
type listing struct{ name, text string }

var listings = []listing{
	{"tally.go", `// Rank keeps equal ranks equal: a voter who cannot
// decide between two options says exactly that.
func (b Ballot) Rank() []Tier {
	tiers := group(b.Choices)
	sort.Stable(byRank(tiers))
	return tiers
}

func (t Tally) Winner() (Option, bool) {
	paths := t.strongest()
	for _, o := range t.Options {
		if paths.undefeated(o) {
			return o, true
		}
	}
	return t.StatusQuo, false
}`},
	{"checkout.css", `/* Focus must be seen on paper, photo and dark. */
.pay :focus-visible {
	outline: 3px solid var(--ink);
	outline-offset: 2px;
	box-shadow: 0 0 0 6px var(--paper);
}

.pay .problem {
	color: var(--brick);
	font-weight: 600;
}

@media (prefers-reduced-motion: reduce) {
	.pay * { transition: none }
}`},
	{"tides.py", `def next_slack(station, after):
	"""The first slack water after a moment."""
	curve = harmonics(station, after, hours=14)
	for a, b in pairwise(curve):
		if a.speed * b.speed <= 0:
			return interpolate(a, b)
	raise NoSlack(station)

# checked against ten years of the harbour's log
assert next_slack("Wijk", noon).minute == 42
`},
	{"seeds.sql", `-- what may still be sown this week, by frost date
SELECT s.name, s.depth_mm, b.label
  FROM seeds AS s
  JOIN beds AS b ON b.soil = s.soil
 WHERE s.sow_from <= current_week()
   AND s.sow_until >= current_week()
   AND b.last_frost < date('now')
 ORDER BY s.sow_until, s.name;`},
}

// look of the editor, dark or on paper.
type theme struct{ back, bar, text, word, remark, quote, number uint32 }

var themes = []theme{
	{0x20262b, 0x2a3238, 0xcfd6dc, 0x8fcaac, 0xe5b455, 0xf0a08b, 0x55616a},
	{0xfbf6ea, 0xefe6d2, 0x33302a, 0x1f4d3d, 0x9a7a3a, 0x98371f, 0xbfb49f},
	{0x2b2238, 0x372c47, 0xe4dcf0, 0xf0b890, 0x9f94b8, 0x8fd0c0, 0x6a5d80},
}

func code(c *canvas, nth int) {
	l, t := listings[nth%len(listings)], themes[nth%len(themes)]
	c.background(linear(0, 0, 320, 240, tone(t.word, .35), tone(t.word, -.1)))
	c.fill(circle(270, 30, 90), wash(0xffffff, .10))
	c.dropShadow(22, 20, 276, 202, 16)
	c.fill(rounded(22, 20, 276, 202, 5), flat(t.back))
	c.fill(rounded(22, 20, 276, 17, 5).add(rect(22, 29, 276, 8)), flat(t.bar))
	for i, tint := range []uint32{0xd9705a, 0xe0b04a, 0x7fb08a} {
		c.fill(circle(33+float64(i)*9, 28.6, 2.5), flat(tint))
	}
	c.write(lettering{face: regular, size: 6.6, align: .5}, 160, 31, l.name, flat(t.text))
	rows := strings.Split(l.text, "\n")
	for i, row := range rows {
		y := 51 + float64(i)*9.9
		c.write(lettering{face: mono, size: 6.4, align: 1}, 43, y, itoa(i+1), flat(t.number))
		c.row(t, row, 51, y)
	}
	c.fill(rect(51, 51+float64(len(rows)-3)*9.9-7, 242, 10), wash(t.word, .12))
}

func itoa(n int) string {
	if n >= 10 {
		return string(rune('0'+n/10)) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

const keywords = " func return for if range true false def raise assert in from SELECT FROM JOIN WHERE AND ORDER BY AS ON "

// row sets one line of program text with its colours.
func (c *canvas) row(t theme, row string, x, y float64) {
	face := lettering{face: mono, size: 7.2}
	const advance = 7.2 * .6
	for strings.HasPrefix(row, "\t") {
		row = row[1:]
		x += 4 * advance
	}
	trimmed := strings.TrimSpace(row)
	if strings.HasPrefix(trimmed, "//") || strings.HasPrefix(trimmed, "#") || strings.HasPrefix(trimmed, "--") ||
		strings.HasPrefix(trimmed, "/*") || strings.HasPrefix(trimmed, `"""`) {
		c.write(face, x, y, row, flat(t.remark))
		return
	}
	for _, word := range strings.SplitAfter(row, " ") {
		tint := t.text
		switch bare := strings.TrimSpace(word); {
		case bare != "" && strings.Contains(keywords, " "+bare+" "), strings.HasPrefix(bare, "--"), strings.HasPrefix(bare, "@"):
			tint = t.word
		case strings.ContainsAny(bare, `"'`) || strings.HasSuffix(bare, "px") || strings.HasSuffix(bare, ";") && t.back < 0x400000:
			tint = t.quote
		}
		c.write(face, x, y, word, flat(tint))
		x += advance * float64(len(word))
	}
}

// app is a made-up product shown on a phone and a wide screen.
type app struct {
	name, line     string
	ground, accent uint32
	rows           []string
}

var apps = []app{
	{"Tide table", "Wijk aan Zee", 0x1c4a5a, 0xe0b04a, []string{"Low water  06:12", "High water  12:25", "Low water  18:40", "Sunset  20:51"}},
	{"Saturday", "market basket", 0x5f7f4a, 0xd9705a, []string{"Carrots, 1 kg", "Rye loaf", "Goat's cheese", "Pears, crate"}},
	{"Loanwell", "library of things", 0x5b4a78, 0xf0c070, []string{"Sewing machine", "Ladder, 6 m", "Tent for four", "Apple press"}},
	{"Ward notes", "night shift", 0x98371f, 0x7fb0a0, []string{"Bed 4, fluids", "Bed 7, quiet", "Bed 9, call 03:00", "Handover 06:30"}},
}

func screens(c *canvas, nth int) {
	a := apps[nth%len(apps)]
	c.background(linear(0, 0, 320, 240, tone(a.ground, .62), tone(a.ground, .38)))
	c.fill(circle(60, 210, 100), wash(0xffffff, .16))
	c.in(shift(118, 44), func() { c.desktop(a) })
	c.in(shift(46, 30), func() { c.phone(a) })
}

func (c *canvas) phone(a app) {
	c.dropShadow(0, 0, 92, 184, 14)
	c.fill(rounded(0, 0, 92, 184, 11), flat(0x211c16))
	c.fill(rounded(3.4, 3.4, 85.2, 177.2, 8), flat(0xfdfaf4))
	c.fill(rounded(3.4, 3.4, 85.2, 58, 8).add(rect(3.4, 40, 85.2, 22)), linear(0, 0, 90, 60, a.ground, tone(a.ground, -.2)))
	c.write(lettering{face: bold, size: 11}, 11, 34, a.name, flat(0xffffff))
	c.write(lettering{face: regular, size: 6.2}, 11, 45, a.line, wash(0xffffff, .85))
	for i, row := range a.rows {
		y := 72 + float64(i)*21
		c.fill(rounded(9, y-5, 74, 18, 3), flat(0xf1ebdf))
		c.fill(circle(18, y+4, 4.4), flat(ink{a.accent, 1}.mix(ink{a.ground, 1}, float64(i)/4).rgb))
		c.write(lettering{face: medium, size: 5.5}, 26, y+6, row, flat(0x33302a))
	}
	c.fill(rounded(9, 158, 74, 16, 8), flat(a.accent))
	c.write(lettering{face: bold, size: 6.6, align: .5}, 46, 168.4, "Add", flat(0x211c16))
}

func (c *canvas) desktop(a app) {
	c.dropShadow(0, 0, 186, 140, 14)
	c.fill(rounded(0, 0, 186, 140, 4), flat(0xfdfaf4))
	c.fill(rect(0, 14, 186, 46), linear(0, 14, 186, 60, tone(a.ground, -.1), tone(a.ground, .14)))
	c.write(lettering{face: bold, size: 14}, 34, 41, a.name, flat(0xffffff))
	for i := range 3 {
		c.fill(rounded(130+float64(i)*17, 5, 12, 3, 1.5), flat(0xd9cdb8))
		x := 34 + float64(i)*50
		c.fill(rounded(x, 70, 44, 58, 3), flat(0xf1ebdf))
		c.fill(rounded(x, 70, 44, 26, 3), flat(ink{a.accent, 1}.mix(ink{a.ground, 1}, float64(i)*.4).rgb))
		c.fill(circle(x+30, 83, 8), wash(0xffffff, .3))
		for j := range 3 {
			c.fill(rounded(x+5, 102+float64(j)*7, 34-float64(j*9), 2.6, 1.3), flat(0xbfb39c))
		}
	}
}
