// Package public carries the files every browser may fetch: styles, scripts, pictures, fonts and vendored
// third-party files. They are inside the binary, so that one file is the whole program.
package public

import "embed"

// FS holds the public files under the paths their URLs have: FS.Open("css/base.css") is /css/base.css.
//
//go:embed css js img fonts vendor
var FS embed.FS
