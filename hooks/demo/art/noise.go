package art

import "math"

// field is smooth noise over the plane: hills and valleys from 0 to 1.
type field struct{ seed uint32 }

func (f field) corner(x, y int) float64 {
	h := uint32(x)*0x9e3779b1 ^ uint32(y)*0x85ebca77 ^ f.seed
	h ^= h >> 16
	h *= 0x7feb352d
	h ^= h >> 15
	h *= 0x846ca68b
	h ^= h >> 16
	return float64(h) / math.MaxUint32
}

func (f field) at(x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int(fx), int(fy)
	u, v := x-fx, y-fy
	u, v = u*u*u*(u*(u*6-15)+10), v*v*v*(v*(v*6-15)+10)
	top := f.corner(ix, iy)*(1-u) + f.corner(ix+1, iy)*u
	low := f.corner(ix, iy+1)*(1-u) + f.corner(ix+1, iy+1)*u
	return top*(1-v) + low*v
}

// rough adds finer and finer noise, as land does.
func (f field) rough(x, y float64, octaves int) float64 {
	sum, weight, total := 0.0, 1.0, 0.0
	for range octaves {
		sum += f.at(x, y) * weight
		total += weight
		x, y, weight = x*2.03+17, y*2.03+31, weight*.5
	}
	return sum / total
}

// ridge is the upper edge of hills across the canvas: closed below so that it can be filled.
func (c *canvas) ridge(base, height, grain float64, octaves int) *path {
	f := field{c.Uint32()}
	p := new(path).move(-2, c.h+2)
	for x := -2.0; x <= c.w+2; x += 1.5 {
		p.line(x, base-(f.rough(x/grain, 7, octaves)-.5)*2*height)
	}
	return p.line(c.w+2, c.h+2).close()
}
