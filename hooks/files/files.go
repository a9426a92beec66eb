// Package files keeps what people upload: pictures that pages show (collection pictures) and private attachments
// (collection attachments). A picture is known by its content, checked for its pixels before it is decoded, and
// stored only as our own JPEGs of fixed sizes, so that nothing else of the upload survives. An attachment is kept
// byte for byte, never shown inside a page, and served only by rooms that have checked the reader's rights.
// The bytes lie in PocketBase's file storage, local or S3.
package files

import (
	"cooperage/hooks/clock"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/apis"
)

// Room keeps uploads. Build it with New.
type Room struct {
	clock *clock.Clock
	// decoding bounds the memory that pictures take: one is opened at a time.
	decoding chan struct{}
}

// New returns the room.
func New(c *clock.Clock) *Room { return &Room{clock: c, decoding: make(chan struct{}, 1)} }

// Routes adds the address of pictures. Attachments have none of their own.
func (r *Room) Routes(g *web.Group) {
	g.GET("/pictures/{id}/{size}", r.show).Unbind(apis.DefaultGzipMiddlewareId)
}
