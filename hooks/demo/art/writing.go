package art

// bilingual is a sentence in two languages.
type bilingual struct {
	from, to    []string
	left, right string
}

var sentences = []bilingual{
	{[]string{"Die Parteien vereinbaren,", "dass das Werk bis zur", "vollständigen Zahlung", "Eigentum der Urheberin", "bleibt."},
		[]string{"The parties agree that the", "work shall remain the", "property of its author", "until it has been paid", "for in full."}, "Deutsch", "English"},
	{[]string{"Nadie sabía quién había", "encendido el faro aquella", "noche, ni por qué la luz", "giraba más despacio que", "de costumbre."},
		[]string{"Nobody knew who had lit", "the lighthouse that night,", "or why its beam went", "round more slowly than", "it used to."}, "Español", "English"},
	{[]string{"Na ostatnim przystanku", "wysiadła tylko ona,", "z pudłem pełnym nasion", "i listem, którego nikt", "jeszcze nie otworzył."},
		[]string{"At the last stop she was", "the only one to get off,", "with a box full of seeds", "and a letter nobody had", "opened yet."}, "Polski", "English"},
	{[]string{"Il pleuvait depuis trois", "jours, et la rivière avait", "pris la couleur du thé", "que l’on oublie sur", "la table."},
		[]string{"It had rained for three", "days, and the river had", "turned the colour of tea", "forgotten on the", "table."}, "Français", "English"},
}

func translation(c *canvas, nth int) {
	s := sentences[nth%len(sentences)]
	accent := []uint32{0xd99a2b, 0x2f5f7a, 0x98371f, 0x5b4a78}[nth%4]
	c.background(linear(0, 0, 320, 240, 0xe6dac4, 0xd4c4a8))
	c.dropShadow(24, 18, 132, 200, 10)
	c.fill(rect(24, 18, 132, 200), flat(0xf8f3e8))
	c.dropShadow(164, 18, 132, 200, 10)
	c.fill(rect(164, 18, 132, 200), flat(0xfdfaf4))
	c.write(lettering{face: small, size: 7, track: .8}, 36, 38, s.left, wash(0x5c5347, .9))
	c.write(lettering{face: small, size: 7, track: .8}, 176, 38, s.right, flat(accent))
	c.stroke(open(point{36, 46}, point{144, 46}), .6, wash(0x5c5347, .4))
	c.stroke(open(point{176, 46}, point{284, 46}), 1.4, flat(accent))
	c.paragraph(lettering{face: regular, size: 9}, 36, 66, 15, flat(0x3a332a), s.from...)
	c.paragraph(lettering{face: italic, size: 9}, 176, 66, 15, flat(0x1f3d33), s.to...)
	for i := range 8 {
		if i == 5 {
			continue
		}
		w := 104 - float64((i*29+nth*13)%38)
		c.fill(rounded(36, 150+float64(i)*7.4, w, 1.8, .9), wash(0x3a332a, .22))
		c.fill(rounded(176, 150+float64(i)*7.4, w-6, 1.8, .9), wash(0x1f3d33, .22))
	}
	c.in(shift(268, 190).then(turn(-.2)), func() {
		c.fill(circle(0, 0, 19), wash(accent, .92))
		c.stroke(circle(0, 0, 15.4), .8, flat(0xfdfaf4))
		c.stroke(pen("M-7 0L-2 6L8 -6"), 2.8, flat(0xfdfaf4))
	})
	c.paper(5)
}

var drafts = [][]string{
	{"The estuary does not begin anywhere.", "You notice, somewhere past the last", "of the allotments, that the ditch beside", "the path has started to breathe, and that", "what you took for grass is leaning the", "wrong way. My grandmother called this", "the turning and would not be spoken to", "until it was over. She counted the boats.", "She counted them again. Then, and only", "then, she put the kettle on."},
	{"We asked forty carers what they would", "change if they had one free hour a day.", "Nobody said sleep. Eleven said a walk", "with no purpose; nine wanted to finish", "a book they had begun before the illness.", "One man, who had not been asked that", "question for six years, thought about it", "until the tea was cold. Then he said he", "would like to be bored, for a while, in", "a garden that was someone else's job."},
	{"A bridge is a promise that two places", "make about each other. This one took", "thirty-one years and four mayors, and", "when it opened the ferryman was the first", "to cross, on foot, in the rain, without", "his hat. The band had been told to wait", "for the minister. It did not wait. People", "who were there still argue about the tune,", "but not about who started it, or why the", "minister, when he came, took off his."},
}

// manuscript is a page with the editor's pencil on it.
func manuscript(c *canvas, nth int) {
	lines := drafts[nth%len(drafts)]
	c.background(linear(0, 0, 320, 240, 0xb98d62, 0x8f6844))
	for i := range 14 {
		c.stroke(new(path).move(-10, float64(i)*19).quad(150, float64(i)*19+c.between(-7, 7), 330, float64(i)*19+c.between(-6, 6)), .8, wash(0x4a2f1a, .16))
	}
	c.in(shift(58, 8).then(turn([]float64{-.03, .035, .02}[nth%3])), func() {
		c.dropShadow(0, 0, 212, 244, 14)
		c.fill(rect(0, 0, 212, 250), flat(0xfcf8ee))
		c.paragraph(lettering{face: regular, size: 9}, 20, 40, 19, flat(0x2f2a26), lines...)
		c.corrections()
	})
	c.in(shift(284, 60).then(turn(.35)), func() { c.pencil() })
	c.paper(5)
}

func (c *canvas) corrections() {
	red := wash(0xb8321e, .88)
	c.stroke(pen("M70 75q24 -3 52 -1"), 1.1, red)
	c.stroke(pen("M92 52l5 -7l5 7"), 1, red)
	c.write(lettering{face: italic, size: 8}, 88, 46, "quietly", red)
	c.stroke(pen("M20 130c-6 0 -9 3 -9 8s3 10 9 10"), 1, red)
	c.stroke(pen("M118 113c10 -4 32 -4 38 0s2 10 -14 10s-30 -4 -24 -10z"), 1, red)
	c.stroke(pen("M158 112q20 -10 34 -8"), .9, red)
	c.write(lettering{face: italic, size: 8}, 176, 101, "yes!", red)
	c.stroke(pen("M40 170q14 3 44 0"), 1, red)
	c.stroke(pen("M40 173q14 3 44 0"), 1, red)
	c.stroke(pen("M22 189l70 0"), 1, red)
}

func (c *canvas) pencil() {
	for i := range 7 {
		c.fill(rounded(-3+float64(i)*.5, -8+float64(i), 9, 150, 3), wash(0x1a120c, .04))
	}
	c.fill(rect(-4, 0, 8, 124), linear(-4, 0, 4, 0, 0x7a2416, 0xc9402c, 0x8a2a1a))
	c.fill(polygon(point{-4, 124}, point{4, 124}, point{0, 142}), flat(0xe8cfa4))
	c.fill(polygon(point{-1.4, 135.6}, point{1.4, 135.6}, point{0, 142}), flat(0x98271a))
	c.fill(rect(-4, -4, 8, 8), flat(0xc9b48a))
	c.fill(rounded(-4, -12, 8, 9, 2), flat(0xd98a80))
}
