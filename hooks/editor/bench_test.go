package editor_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cooperage/hooks/apptest"
)

// families are the shapes that make an unguarded Markdown parser run for many seconds.
var families = map[string]string{"list markers": "- ", "short rows": "|\n", "emphasis": "*a_", "links": "[a](b", "quotes": "> "}

// BenchmarkNeighbour asks for a page while eight people send hostile texts of 16, 64 and 256 KB for a preview without a
// pause, and reports how long the page took, and the slowest preview with its turn and its way.
func BenchmarkNeighbour(b *testing.B) {
	app := apptest.New(b)
	reader := app.As(b, app.Member(b, "Ada Lind"))
	var texts []string
	for name, unit := range families {
		for _, size := range []int{16 << 10, 32_000, 64 << 10, 256 << 10} {
			text := strings.Repeat(unit, size/len(unit))
			if name == "short rows" {
				text = "a|b\n-|-\n" + text
			}
			texts = append(texts, text[:min(len(text), size)])
		}
	}
	stop := make(chan struct{})
	var senders sync.WaitGroup
	var mu sync.Mutex
	var slowest time.Duration
	for i := range 8 {
		c := app.As(b, app.Member(b, "Sender "+string(rune('A'+i))))
		senders.Go(func() {
			for n := i; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				begin := time.Now()
				status := c.Post("/preview", url.Values{"text": {texts[n%len(texts)]}}).Status
				took := time.Since(begin)
				if status != http.StatusOK && status != http.StatusUnprocessableEntity {
					b.Errorf("a preview answers %d", status)
				}
				mu.Lock()
				slowest = max(slowest, took)
				mu.Unlock()
			}
		})
	}
	var took []time.Duration
	for b.Loop() {
		begin := time.Now()
		reader.Get("/forum").Want(http.StatusOK)
		took = append(took, time.Since(begin))
	}
	close(stop)
	senders.Wait()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(slowest.Microseconds())/1000, "slowest-preview-ms")
}
