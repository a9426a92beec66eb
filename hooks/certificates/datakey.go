package certificates

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"
)

// dataKeyName is where the data key lies in the data folder unless another file is named. The folder is in backups,
// as the co-op's key for votes is: a restored co-op goes on signing, so a backup is to be kept as safe as the folder
// itself, which holds everybody's data anyway. A host who wants backups that cannot sign names a file elsewhere, keeps
// a copy of it, and gives it to the restored co-op.
var dataKeyName = filepath.Join("coop-key", "seal.key")

// Flags adds the machine's choices to the binary.
func (r *Room) Flags(root *cobra.Command) {
	root.PersistentFlags().StringVar(&r.DataKeyFile, "seal-key-file", os.Getenv("COOPERAGE_SEAL_KEY_FILE"),
		"the file with the key that unlocks what certificates are signed with; made when it is missing at first (or COOPERAGE_SEAL_KEY_FILE; default coop-key/seal.key in the data folder, which backups hold)")
}

func (r *Room) dataKeyPath(app core.App) string {
	if r.DataKeyFile != "" {
		return r.DataKeyFile
	}
	return filepath.Join(app.DataDir(), dataKeyName)
}

// errLostDataKey says that the issuer keys cannot be unlocked. What was signed can still be checked.
var errLostDataKey = errors.New("the file that unlocks the issuer keys is missing or belongs to other keys")

// dataKey returns the AES key of the private keys' encryption; with create, a missing file is made.
func (r *Room) dataKey(app core.App, create bool) (cipher.AEAD, error) {
	path := r.dataKeyPath(app)
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if !create {
			return nil, fmt.Errorf("%s: %w", path, errLostDataKey)
		}
		if raw, err = makeDataKey(path); err != nil {
			return nil, fmt.Errorf("make %s: %w", path, err)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("read the data key: %w", err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(raw)))
	if err != nil || len(key) != 32 {
		return nil, fmt.Errorf("%s holds no key of 64 hexadecimal digits", path)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// makeDataKey writes a new key so that it survives a power cut. It is there whole or not at all, for a half of it could
// neither be read nor be made anew; one that is there already is fs.ErrExist.
func makeDataKey(path string) (raw []byte, err error) {
	key := make([]byte, 32)
	rand.Read(key) // never fails
	raw = []byte(hex.EncodeToString(key) + "\n")
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(folder, ".seal-*") // readable by nobody else
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.Remove(f.Name())) }()
	_, err = f.Write(raw)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(f.Name(), path); err != nil { // a rename would overwrite
		return nil, err
	}
	d, err := os.Open(folder)
	if err != nil {
		return nil, err
	}
	return raw, errors.Join(d.Sync(), d.Close())
}

// seal encrypts a private key; name, which the key stands under, is bound to it.
func seal(key cipher.AEAD, name string, secret []byte) string {
	nonce := make([]byte, key.NonceSize())
	rand.Read(nonce) // never fails
	return base64.StdEncoding.EncodeToString(key.Seal(nonce, nonce, secret, []byte(name)))
}

func unseal(key cipher.AEAD, name, text string) ([]byte, error) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(raw) < key.NonceSize() {
		return nil, fmt.Errorf("the stored %s is damaged", name)
	}
	secret, err := key.Open(nil, raw[:key.NonceSize()], raw[key.NonceSize():], []byte(name))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, errLostDataKey)
	}
	return secret, nil
}

func private[K any](data cipher.AEAD, name, text string) (key K, err error) {
	raw, err := unseal(data, name, text)
	if err != nil {
		return key, err
	}
	any, err := x509.ParsePKCS8PrivateKey(raw)
	if err != nil {
		return key, fmt.Errorf("the stored %s is damaged", name)
	}
	key, ok := any.(K)
	if !ok {
		return key, fmt.Errorf("the stored %s is damaged", name)
	}
	return key, nil
}
