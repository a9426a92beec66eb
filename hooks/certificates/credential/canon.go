package credential

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"strings"

	"github.com/piprate/json-gold/ld"
)

//go:embed contexts/*.json
var contextFiles embed.FS

// contexts are the vocabularies known here, by address. Terms of others cannot be checked.
var contexts = map[string]string{
	ContextVC: "contexts/credentials-v2.json",
	ContextOB: "contexts/ob-3.0.3.json",
	"https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "contexts/ob-extensions.json",
}

// loader hands json-gold the embedded contexts and nothing else.
type loader struct{}

// LoadDocument returns a fresh copy: json-gold is free to change what it is given.
func (loader) LoadDocument(address string) (*ld.RemoteDocument, error) {
	name, ok := contexts[address]
	if !ok {
		return nil, fmt.Errorf("the context %s is not known here", address)
	}
	raw, err := contextFiles.ReadFile(name)
	if err != nil {
		return nil, err
	}
	doc, err := ld.DocumentFromReader(bytes.NewReader(raw))
	return &ld.RemoteDocument{DocumentURL: address, Document: doc}, err
}

// canonical returns the RDFC-1.0 form of a document: every statement in it, one per line, in a fixed order. A member
// that makes no statement is an error, or it could be added and changed unnoticed.
func canonical(doc object, known ld.DocumentLoader) (text string, err error) {
	defer func() {
		// json-gold asserts types in places; somebody's broken document must not stop the program.
		if r := recover(); r != nil {
			text, err = "", fmt.Errorf("read as linked data: %v", r)
		}
	}()
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = known
	options.SafeMode = true
	options.Algorithm = ld.AlgorithmURDNA2015 // RDFC-1.0 under its former name
	options.Format = "application/n-quads"
	expanded, err := ld.NewJsonLdProcessor().Expand(doc, options)
	if err != nil {
		return "", fmt.Errorf("read as linked data: %w", err)
	}
	if err := absolute(expanded); err != nil {
		return "", err
	}
	lines, err := ld.NewJsonLdProcessor().Normalize(expanded, options)
	if err != nil {
		return "", fmt.Errorf("canonicalise: %w", err)
	}
	return lines.(string), nil
}

// absolute reports ids and types that are no full addresses: they would silently drop out of the statements. Names of
// blank nodes are none either, so what is nameless is a tree.
func absolute(v any) error {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			if err := absolute(item); err != nil {
				return err
			}
		}
	case object:
		for name, member := range v {
			if name == "@id" || name == "@type" {
				for _, s := range list(member) {
					if text, _ := s.(string); !isIRI(text) {
						return fmt.Errorf("%q is neither a known term nor a full address", s)
					}
				}
				continue
			}
			if err := absolute(member); err != nil {
				return err
			}
		}
	}
	return nil
}

// Limits of a document. Canonical form takes time exponential in objects without an id that look alike inside others
// without an id; what the co-op issues has one or two.
const (
	maxNameless = 64
	maxAlike    = 3
)

// shape checks what a document must be before it is read as linked data: contexts by address, at the top only, the core
// one first; no other keyword; no empty list; few nameless objects.
func shape(doc object) error {
	used := list(doc["@context"])
	if len(used) == 0 || used[0] != ContextVC {
		return fmt.Errorf("the first context is not %s", ContextVC)
	}
	for _, c := range used {
		if _, ok := c.(string); !ok {
			return errors.New("a context is not given by its address")
		}
	}
	nameless := 0
	return walk(doc, true, &nameless)
}

func walk(o object, top bool, nameless *int) error {
	_, named := o["id"]
	if !named {
		if *nameless++; *nameless > maxNameless {
			return errors.New("too many objects without an id")
		}
	}
	for name, member := range o {
		if strings.HasPrefix(name, "@") && !(top && name == "@context") {
			return fmt.Errorf("%s has no place here", name)
		}
		if name == "id" && !isIRI(idOf(member)) {
			return fmt.Errorf("the id %v is no full address", member)
		}
		if err := members(member, named, nameless); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func members(v any, named bool, nameless *int) error {
	alike := 0
	items := list(v)
	if len(items) == 0 {
		return errors.New("an empty list says nothing")
	}
	for _, item := range items {
		switch item := item.(type) {
		case []any:
			return errors.New("a list in a list")
		case string:
			if !signable(item) {
				return errors.New("a text holds a control character or is no UTF-8")
			}
		case object:
			if _, ok := item["id"]; !ok && !named {
				if alike++; alike > maxAlike {
					return errors.New("too many objects without an id")
				}
			}
			if err := walk(item, false, nameless); err != nil {
				return err
			}
		}
	}
	return nil
}
