package demo

import (
	"fmt"
	"runtime"
	"sync"

	"cooperage/hooks/demo/art"
	"cooperage/hooks/files"

	"github.com/pocketbase/pocketbase/core"
)

// gallery holds every picture of the demo, sized and ready to store.
type gallery struct {
	faces   map[string]*files.Sized // by person
	samples map[string][]*files.Sized
}

// paint draws all pictures, as many at a time as there are cores.
func paint() (*gallery, error) {
	g := &gallery{faces: map[string]*files.Sized{}, samples: map[string][]*files.Sized{}}
	var jobs []func() error
	var mu sync.Mutex
	face := func(key string, f art.Face) {
		jobs = append(jobs, func() error {
			s, err := files.SizeDrawing(f.Draw())
			mu.Lock()
			defer mu.Unlock()
			g.faces[key] = s
			return err
		})
	}
	for _, m := range append(everyMember(), applicants...) {
		face(m.handle, m.face)
		g.samples[m.handle] = make([]*files.Sized, len(m.samples))
		for i, s := range m.samples {
			jobs = append(jobs, func() (err error) {
				g.samples[m.handle][i], err = files.SizeDrawing(art.Work(s.seed, s.craft))
				return err
			})
		}
	}
	for _, c := range clients {
		face(c.key, c.face)
	}
	return g, together(jobs)
}

// together runs the jobs on all cores and returns the first failure.
func together(jobs []func() error) error {
	var (
		work  sync.WaitGroup
		mu    sync.Mutex
		first error
		queue = make(chan func() error, len(jobs))
	)
	for _, j := range jobs {
		queue <- j
	}
	close(queue)
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			for j := range queue {
				if err := j(); err != nil {
					mu.Lock()
					first = err
					mu.Unlock()
				}
			}
		})
	}
	work.Wait()
	return first
}

// hang stores a picture of the owner's and returns its id.
func (s *seeding) hang(tx core.App, owner, alt string, picture *files.Sized) (string, error) {
	p, err := s.Files.SavePicture(tx, owner, alt, picture)
	if err != nil {
		return "", fmt.Errorf("hang %q: %w", alt, err)
	}
	return p.Id, s.Files.Keep(tx, owner, p.Id)
}
