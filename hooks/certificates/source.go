package certificates

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
	"time"

	"cooperage/hooks/certificates/credential"
)

// Limits of what is fetched.
const (
	patience     = 10 * time.Second // for one document
	maxRedirects = 3
)

// given is a file named on the command line.
type given struct {
	name string
	raw  []byte
}

// source is a credential.Fetcher: the files that were given, then the network.
type source struct {
	did    []byte
	files  []given
	stdin  io.Reader
	client *http.Client
}

func newSource(stdin io.Reader) *source {
	return &source{stdin: stdin, client: &http.Client{Timeout: patience, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		first := via[0].URL
		if len(via) > maxRedirects || r.URL.Host != first.Host || r.URL.Scheme != first.Scheme {
			return errors.New("it leads to another site")
		}
		return nil
	}}}
}

// open reads what is to be checked. The page about a certificate stands for the certificate.
func (s *source) open(ctx context.Context, target string) ([]byte, error) {
	if target == "-" {
		return all(s.stdin, "standard input")
	}
	u, web := isWeb(target)
	if !web {
		return readFile(target)
	}
	if dir, id := path.Split(u.Path); strings.HasSuffix(dir, "/verify/") && id != "" {
		u.Path = strings.TrimSuffix(dir, "verify/") + "credentials/" + id
	}
	return s.get(ctx, u)
}

// Fetch brings a document from the given files or from the network.
func (s *source) Fetch(ctx context.Context, address string) ([]byte, error) {
	u, web := isWeb(address)
	if s.did != nil && web && path.Base(u.Path) == "did.json" {
		return s.did, nil
	}
	for _, f := range s.files {
		if own, err := credential.Address(f.raw); err == nil && own == address {
			return f.raw, nil
		}
		if u != nil && f.name == path.Base(u.Path) {
			return f.raw, nil
		}
	}
	if !web {
		return nil, errors.New("it is not on the web; give its file with --with")
	}
	return s.get(ctx, u)
}

// get fetches over https, over http from this machine only.
func (s *source) get(ctx context.Context, u *url.URL) ([]byte, error) {
	if u.Scheme != "https" && !credential.Loopback(u.Hostname()) {
		return nil, fmt.Errorf("%s: only https is accepted", u)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "application/vc, application/ld+json, application/json, */*;q=0.5")
	answer, err := s.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", u, answer.Status)
	}
	if kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type")); kind == "text/html" {
		return nil, fmt.Errorf("%s: this is a web page, not a credential or a badge; a certificate's page has /verify/ in its address", u)
	}
	return all(answer.Body, u.String())
}

func readFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return all(file, name)
}

// all reads to the end, or to the size of the largest picture.
func all(r io.Reader, name string) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, credential.MaxPicture+1))
	if err == nil && len(raw) > credential.MaxPicture {
		err = fmt.Errorf("%s: more than %d bytes", name, credential.MaxPicture)
	}
	return raw, err
}
