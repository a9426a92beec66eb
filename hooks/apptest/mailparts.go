package apptest

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
)

// part finds the part of the type in a multipart mail. The reader undoes quoted-printable.
func part(m *mail.Message, kind string) (string, error) {
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return "", err
	}
	for r := multipart.NewReader(m.Body, params["boundary"]); ; {
		p, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return "", errors.New("no such part")
		}
		if err != nil {
			return "", err
		}
		if strings.HasPrefix(p.Header.Get("Content-Type"), kind) {
			raw, err := io.ReadAll(p)
			return string(raw), err
		}
	}
}
