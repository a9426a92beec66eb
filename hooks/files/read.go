package files

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"mime/multipart"
	"time"

	"cooperage/hooks/fault"

	"golang.org/x/image/webp"
)

// Limits of an uploaded picture. They are checked on the upload's header: a PNG of 48 KB can ask for 2 GB.
const (
	MaxPictureBytes = 12 << 20
	maxPixels       = 40_000_000
	// maxDecodedBytes bounds formats that take more memory than three bytes a pixel while they are decoded.
	maxDecodedBytes = 240_000_000
	// patience is how long an upload waits for the one before it.
	patience = 20 * time.Second
)

// PictureTypes is what file inputs for pictures accept.
const PictureTypes = "image/jpeg,image/png,image/webp,image/gif"

// format is one kind of picture we read, known by how its bytes begin.
type format struct {
	magic  string // '?' stands for any byte
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var formats = []format{
	{"\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode},
	{"\x89PNG\r\n\x1a\n", png.DecodeConfig, png.Decode},
	{"GIF8?a", gif.DecodeConfig, gif.Decode},
	{"RIFF????WEBP", webp.DecodeConfig, webp.Decode},
}

// Sized is a picture ready to store: our own JPEGs, nothing of the upload's other content.
type Sized struct {
	Width, Height int // of the large size
	sizes         map[string][]byte
}

func (s *Sized) bytes() int {
	n := 0
	for _, b := range s.sizes {
		n += len(b)
	}
	return n
}

// ReadPicture reads an upload and makes its sizes. It takes up to a second of work, so call it before the
// transaction that stores the result. What is no picture, or too large, is refused as fault.Invalid.
func (r *Room) ReadPicture(ctx context.Context, upload *multipart.FileHeader) (*Sized, error) {
	if upload.Size > MaxPictureBytes {
		return nil, tooHeavy()
	}
	f, err := upload.Open()
	if err != nil {
		return nil, fmt.Errorf("open upload: %w", err)
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, MaxPictureBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read upload: %w", err)
	}
	return r.MakePicture(ctx, body)
}

// MakePicture is ReadPicture for bytes at hand.
func (r *Room) MakePicture(ctx context.Context, body []byte) (*Sized, error) {
	if len(body) > MaxPictureBytes {
		return nil, tooHeavy()
	}
	kind, err := check(body)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case r.decoding <- struct{}{}:
		defer func() { <-r.decoding }()
	case <-ctx.Done():
		return nil, fault.New(fault.Unavailable, "Many pictures are being read just now. Please try again in a minute.")
	}
	picture, err := kind.decode(bytes.NewReader(body))
	if err != nil {
		return nil, fault.New(fault.Invalid, "This picture is damaged and cannot be read.")
	}
	return resize(picture, orientation(body))
}

// check knows the format and the pixels of a picture from its first bytes, without decoding it.
func check(body []byte) (format, error) {
	for _, f := range formats {
		if !begins(body, f.magic) {
			continue
		}
		c, err := f.config(bytes.NewReader(body))
		if err != nil || c.Width < 1 || c.Height < 1 {
			return f, fault.New(fault.Invalid, "This picture is damaged and cannot be read.")
		}
		pixels := int64(c.Width) * int64(c.Height)
		if pixels > maxPixels || pixels*weight(c, body) > maxDecodedBytes {
			return f, fault.New(fault.Invalid, "This picture has too many pixels (%d by %d). Please make it smaller; 2,000 pixels on the longer side are plenty.", c.Width, c.Height)
		}
		return f, nil
	}
	return format{}, fault.New(fault.Invalid, "Only JPEG, PNG, WebP and GIF pictures can be used here.")
}

// weight is the bytes that a pixel takes while it is decoded.
func weight(c image.Config, body []byte) int64 {
	switch c.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.YCbCrModel, color.CMYKModel:
		if progressive(body) { // all coefficients are held until the last scan
			return 12
		}
		return 4
	}
	return 4
}

func begins(body []byte, magic string) bool {
	if len(body) < len(magic) {
		return false
	}
	for i := range magic {
		if magic[i] != '?' && body[i] != magic[i] {
			return false
		}
	}
	return true
}

func tooHeavy() *fault.Error {
	return fault.New(fault.Invalid, "A picture may have at most %d MB.", MaxPictureBytes>>20)
}
