// Package demo fills a data folder with Marram, a lively co-op of 26 freelancers, so that one can look around before
// founding one's own. All content is data in this package; everything stored goes through the actions of the rooms,
// with the clock moved through the co-op's history, so that what a visitor sees is what real use leaves behind.
package demo
