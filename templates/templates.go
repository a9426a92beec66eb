// Package templates carries the pages, mails and catalogues inside the program: layout.html is the frame,
// parts/ the shared pieces, <room>/ the pages of a room, mail/ the mails, locales/<language>/<room>.po the words.
package templates

import "embed"

// FS holds every file of this folder.
//
//go:embed *
var FS embed.FS
