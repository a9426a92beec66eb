// Package art draws the demo's pictures: portraits of members and samples of their work. Nothing is downloaded and
// nothing is random: the same seed draws the same picture. All drawings are vector outlines, antialiased by
// golang.org/x/image/vector, lettered in the typefaces that come with golang.org/x/image.
package art

import (
	"fmt"
	"image"
)

// The sizes of the pictures in pixels.
const (
	PortraitSize = 256
	WorkWidth    = 960
	WorkHeight   = 720
)

// Craft is a kind of work that a sample shows.
type Craft string

// The crafts whose samples can be drawn.
const (
	Botanical   Craft = "botanical"
	Mark        Craft = "mark"
	Map         Craft = "map"
	Cover       Craft = "cover"
	Code        Craft = "code"
	Poster      Craft = "poster"
	Waveform    Craft = "waveform"
	Photo       Craft = "photo"
	Furniture   Craft = "furniture"
	Textile     Craft = "textile"
	Type        Craft = "type"
	Chart       Craft = "chart"
	Translation Craft = "translation"
	Interface   Craft = "interface"
	Manuscript  Craft = "manuscript"
	Scene       Craft = "scene"
)

// Crafts returns every craft in a fixed order.
func Crafts() []Craft {
	return []Craft{Botanical, Mark, Map, Cover, Code, Poster, Waveform, Photo, Furniture, Textile, Type, Chart,
		Translation, Interface, Manuscript, Scene}
}

// drawers draw on a canvas of 320 by 240 units.
var drawers = map[Craft]func(c *canvas, nth int){
	Botanical: botanical, Mark: mark, Map: terrain, Cover: cover, Code: code, Poster: poster, Waveform: waveform,
	Photo: photo, Furniture: furniture, Textile: textile, Type: specimen, Chart: chart, Translation: translation,
	Interface: screens, Manuscript: manuscript, Scene: scene,
}

// Work draws a sample of the craft, WorkWidth by WorkHeight pixels. Neighbouring seeds take different motifs of the
// craft. It panics on a craft that is not one of Crafts.
func Work(seed uint64, craft Craft) *image.RGBA {
	draw, ok := drawers[craft]
	if !ok {
		panic(fmt.Sprintf("art: no craft %q", craft))
	}
	c := newCanvas(320, 240, WorkWidth/320, seed)
	draw(c, int(seed%64))
	return c.img
}
