// Package gui is the window, and nothing but what is seen: a component a file.
//
// Components show an app.State and report presses, with the values read, to
// the app.Controller; they decide nothing and wait for nothing. All of it runs
// on Fyne's main goroutine. Every word on screen comes from the catalogue.
package gui
