package art

import "math"

// book is a title with the colours of its jacket; sea, moon and the others draw the picture on it.
type book struct {
	lines  []string
	author string
	ground uint32
	ink    uint32
	accent uint32
	draw   func(c *canvas, b book) // inside 136 by 200
}

var books = []book{
	{[]string{"Letters", "from the", "Estuary"}, "Ineke van der Meulen", 0x98371f, 0xf4e4cf, 0xe0a066, waterJacket},
	{[]string{"The Salt", "Year"}, "Tomasz Wilk", 0x24485a, 0xf3ead6, 0xd9a035, moonJacket},
	{[]string{"A House", "of Weather"}, "Ruth Abara", 0xe8d8b4, 0x2a211b, 0xb8482a, houseJacket},
	{[]string{"Nine", "Winters"}, "Aino Lehtonen", 0xd9e2e0, 0x24302c, 0x98371f, treeJacket},
	{[]string{"Slow", "Bread"}, "Maryam Daneshvar", 0xd9a24a, 0x3b2418, 0xf7ecd4, loafJacket},
	{[]string{"The Glass", "Orchard"}, "Piotr Zielony", 0x33503f, 0xf2e8cf, 0xd9705a, fruitJacket},
	{[]string{"Small", "Harbours"}, "Séan Ó Cuinn", 0xcadcdc, 0x1c3a4a, 0xc98a2b, boatJacket},
	{[]string{"Night Bus", "to Tbilisi"}, "Nana Kobalia", 0x2c2440, 0xf0dcc0, 0xe08a5a, cityJacket},
}

func cover(c *canvas, nth int) {
	b := books[nth%len(books)]
	table := pick(c, uint32(0xd8c7b0), 0xcfd6cc, 0xdcc9bd, 0xc9c3b4)
	c.background(linear(0, 0, 320, 240, tone(table, .16), tone(table, -.1)))
	c.fill(pen("M-10 150L330 60V130L-10 230Z"), wash(0xffffff, .10))
	switch nth % 3 {
	case 0:
		c.in(shift(92, 26).then(turn(-.05)), func() { c.book(b, 1) })
	case 1:
		c.in(shift(176, 34).then(turn(.09)), func() { c.book(books[(nth+3)%len(books)], .9) })
		c.in(shift(42, 26).then(turn(-.07)), func() { c.book(b, 1) })
	default:
		for i := range 3 {
			c.in(shift(16+float64(i)*100, 54-float64(i%2)*14), func() { c.book(books[(nth+i)%len(books)], .66) })
		}
	}
	c.paper(5)
}

// book draws a book lying on a table, 136 by 200 units times the size.
func (c *canvas) book(b book, size float64) {
	c.in(zoom(size, size), func() {
		c.dropShadow(0, 0, 138, 200, 14)
		c.fill(rounded(2, 2, 137, 200, 1), flat(0xf4efe2))
		c.fill(rounded(0, 0, 136, 200, 1), flat(b.ground))
		b.draw(c, b)
		c.fill(rect(0, 0, 7, 200), linear(0, 0, 7, 0, tone(b.ground, -.3), b.ground))
		c.fill(rect(7, 0, 1, 200), wash(0x1a120c, .14))
		c.fill(pen("M8 0H136V60L8 150Z"), fading(8, 0, 100, 120, 0xffffff, .10, 0))
	})
}

func (c *canvas) title(b book, x, y, size, align float64) {
	for i, t := range b.lines {
		c.write(lettering{face: medium, size: size, align: align, track: -.2}, x, y+float64(i)*size*1.08, t, flat(b.ink))
	}
}

func (c *canvas) author(b book, x, y, align float64) {
	c.write(lettering{face: small, size: 7.4, align: align, track: .7}, x, y, b.author, flat(b.ink))
}

func waterJacket(c *canvas, b book) {
	c.stroke(rect(13, 10, 113, 180), .7, flat(b.ink))
	c.title(b, 69, 46, 21, .5)
	for i := range 7 {
		y := 112 + float64(i)*8
		half := 40 - float64(i)*4
		p := new(path).move(69-half, y)
		for x := -half; x < half; x += 16 {
			p.quad(69+x+4, y-6, 69+x+8, y).quad(69+x+12, y+6, 69+x+16, y)
		}
		c.stroke(p, 1.5, flat(ink{b.ink, 1}.mix(ink{b.accent, 1}, float64(i)/6).rgb))
	}
	c.author(b, 69, 180, .5)
}

func moonJacket(c *canvas, b book) {
	c.fill(circle(92, 70, 34), flat(b.accent))
	c.fill(circle(80, 64, 34), flat(b.ground))
	for i := range 5 {
		y := 124 + float64(i)*16
		p := flow(point{8, y}, point{40, y - 8}, point{80, y + 5}, point{136, y - 7}).line(136, 200).line(8, 200).close()
		c.fill(p, flat(tone(b.ground, .12+.14*float64(i))))
	}
	c.title(b, 18, 34, 19, 0)
	c.write(lettering{face: small, size: 7.4, track: .7}, 18, 186, b.author, flat(0x1c3440))
}

func houseJacket(c *canvas, b book) {
	c.fill(pen("M40 150V96L72 66L104 96V150Z"), flat(b.accent))
	c.fill(pen("M32 100L72 62L112 100L106 104L72 72L38 104Z"), flat(b.ink))
	c.fill(rect(64, 118, 16, 32), flat(b.ink))
	c.fill(rect(84, 104, 12, 12).add(rect(48, 104, 12, 12)), flat(0xf2d28a))
	for i := range 26 {
		x, y := 14+float64(i*29%116), 76+float64(i*47%84)
		if x < 30 || x > 112 || y < 66 {
			c.stroke(open(point{x, y}, point{x - 3.5, y + 10}), .9, flat(0x4f7f8f))
		}
	}
	c.fill(rect(8, 150, 128, 2.4), flat(b.ink))
	c.title(b, 18, 32, 18.5, 0)
	c.author(b, 18, 184, 0)
}

func treeJacket(c *canvas, b book) {
	for i := range 9 {
		x, h := 20+float64(i)*13.4, 50+float64((i*23)%38)
		c.stroke(open(point{x, 158}, point{x, 158 - h}), 1.5, flat(b.ink))
		for j := range 6 {
			y, w := 158-h+float64(j)*h*.14, 2+float64(j)*1.1
			c.stroke(open(point{x - w, y + w*1.2}, point{x, y}, point{x + w, y + w*1.2}), .9, flat(b.ink))
		}
	}
	c.fill(circle(112, 82, 10), flat(b.accent))
	c.fill(rect(8, 158, 128, 42), flat(0xf6f4ee))
	c.title(b, 18, 36, 24, 0)
	c.author(b, 18, 182, 0)
}

func loafJacket(c *canvas, b book) {
	c.fill(ellipse(72, 132, 50, 9), wash(0x3b2418, .25))
	c.fill(pen("M22 124C20 96 44 82 72 82S124 96 122 124C116 136 28 136 22 124Z"), linear(0, 82, 0, 136, 0xb8702e, 0x7a4018))
	for i := range 4 {
		c.stroke(pen("M0 14C6 4 12 -2 20 -6").through(shift(38+float64(i)*18, 106)), 3.6, flat(b.accent))
	}
	c.title(b, 69, 44, 27, .5)
	c.author(b, 69, 178, .5)
}

func fruitJacket(c *canvas, b book) {
	for i := range 12 {
		x, y := 28+float64(i%3)*42, 88+float64(i/3)*27
		tint := b.accent
		if i%2 == 1 {
			tint = 0xd9b45a
		}
		c.fill(circle(x, y, 9.4), flat(tint))
		c.fill(sector(x, y, 9.4, math.Pi/2, 3*math.Pi/2), wash(0xffffff, .2))
		c.stroke(pen("M0 -9C1 -13 4 -15 7 -15").through(shift(x, y)), 1, flat(b.ink))
		c.fill(pen("M1 -12C4 -18 10 -18 13 -15C9 -11 5 -10 1 -12Z").through(shift(x, y)), flat(0x7fa36a))
	}
	c.title(b, 18, 34, 20, 0)
	c.author(b, 18, 192, 0)
}

func boatJacket(c *canvas, b book) {
	c.fill(pen("M8 128C50 122 90 134 136 126V200H8Z"), flat(b.ink))
	c.fill(pen("M36 124H110C106 138 98 142 74 142S42 138 36 124Z"), flat(b.accent))
	c.fill(pen("M72 120V66C92 82 102 100 104 120Z"), flat(0xfbf6ea))
	c.fill(pen("M68 120V78C54 90 46 104 44 120Z"), flat(0x98371f))
	for i := range 4 {
		c.stroke(pen("M20 0q10 -5 20 0t20 0t20 0t20 0").through(shift(float64(i%2)*8, 156+float64(i)*9)), .9, wash(0xffffff, .4))
	}
	c.title(b, 18, 34, 20, 0)
	c.write(lettering{face: small, size: 7.4, track: .7}, 18, 192, b.author, flat(0xf3ead6))
}

func cityJacket(c *canvas, b book) {
	c.fill(circle(98, 72, 17), flat(b.accent))
	for i := range 11 {
		x, h := 8+float64(i)*11.7, 30+float64((i*41)%56)
		c.fill(rect(x, 170-h, 11.2, h+30), flat(tone(b.ground, .1+.05*float64(i%3))))
		for j := range int(h / 9) {
			if (i*7+j*5)%3 != 0 {
				c.fill(rect(x+2+float64(j%2)*4.4, 174-h+float64(j)*9, 2.6, 3.4), flat(0xf2c76a))
			}
		}
	}
	c.title(b, 18, 34, 19, 0)
	c.author(b, 18, 192, 0)
}
