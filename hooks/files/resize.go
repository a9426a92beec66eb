package files

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"

	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
)

// quality of the stored JPEGs: above this the files grow and nobody sees a difference.
const quality = 82

const largeSide = 1280

// resize makes all stored sizes. Transparent pictures are laid on white, as JPEG knows no transparency.
func resize(source image.Image, orientation int) (*Sized, error) {
	return sized(upright(fit(source, largeSide), orientation))
}

// SizeDrawing makes the stored sizes of an opaque picture that this program has drawn itself, at most 1280 pixels
// wide and high. Unlike uploads, drawings may be made many at a time.
func SizeDrawing(drawing *image.RGBA) (*Sized, error) { return sized(drawing) }

func sized(large *image.RGBA) (*Sized, error) {
	s := &Sized{Width: large.Bounds().Dx(), Height: large.Bounds().Dy(), sizes: map[string][]byte{}}
	for size, picture := range map[string]image.Image{Large: large, Card: crop(large, 480, 360), Tile: crop(large, 128, 128)} {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: quality}); err != nil {
			return nil, fmt.Errorf("encode picture: %w", err)
		}
		s.sizes[size] = b.Bytes()
	}
	return s, nil
}

// fit scales a picture down so that its longer side is at most side; smaller ones keep their size.
func fit(source image.Image, side int) *image.RGBA {
	b := source.Bounds()
	w, h := b.Dx(), b.Dy()
	if longer := max(w, h); longer > side {
		w, h = max(1, w*side/longer), max(1, h*side/longer)
	}
	// The smooth scaler holds a row of floats for each source line, 225 MB for a 40 megapixel photograph;
	// a first rough step to twice the size keeps it small.
	if b.Dx() > 3*w {
		half := image.NewRGBA(image.Rect(0, 0, 2*w, 2*h))
		draw.Draw(half, half.Bounds(), image.White, image.Point{}, draw.Src)
		draw.ApproxBiLinear.Scale(half, half.Bounds(), source, b, draw.Over, nil)
		source, b = half, half.Bounds()
	}
	return scale(source, b, w, h)
}

// crop cuts the middle of a picture to the proportions of w by h and scales it to that size.
func crop(source image.Image, w, h int) *image.RGBA {
	b := source.Bounds()
	cut := b
	if b.Dx()*h > b.Dy()*w { // too wide
		width := max(1, b.Dy()*w/h)
		cut.Min.X += (b.Dx() - width) / 2
		cut.Max.X = cut.Min.X + width
	} else {
		height := max(1, b.Dx()*h/w)
		cut.Min.Y += (b.Dy() - height) / 2
		cut.Max.Y = cut.Min.Y + height
	}
	return scale(source, cut, w, h)
}

func scale(source image.Image, part image.Rectangle, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(out, out.Bounds(), source, part, draw.Over, nil)
	return out
}

// upright turns and mirrors a picture as its EXIF orientation says, because the stored files carry none.
func upright(source *image.RGBA, orientation int) *image.RGBA {
	b := source.Bounds()
	w, h := float64(b.Dx()), float64(b.Dy())
	var m f64.Aff3
	switch orientation {
	case 2:
		m = f64.Aff3{-1, 0, w, 0, 1, 0}
	case 3:
		m = f64.Aff3{-1, 0, w, 0, -1, h}
	case 4:
		m = f64.Aff3{1, 0, 0, 0, -1, h}
	case 5:
		m = f64.Aff3{0, 1, 0, 1, 0, 0}
	case 6:
		m = f64.Aff3{0, -1, h, 1, 0, 0}
	case 7:
		m = f64.Aff3{0, -1, h, -1, 0, w}
	case 8:
		m = f64.Aff3{0, 1, 0, -1, 0, w}
	default:
		return source
	}
	size := image.Rect(0, 0, b.Dx(), b.Dy())
	if orientation > 4 {
		size = image.Rect(0, 0, b.Dy(), b.Dx())
	}
	out := image.NewRGBA(size)
	draw.NearestNeighbor.Transform(out, m, source, b, draw.Src, nil)
	return out
}
