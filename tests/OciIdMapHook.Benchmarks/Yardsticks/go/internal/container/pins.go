package container

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"

	"yardsticks/internal/sys"
	"yardsticks/internal/tracee"
)

// Pin is a descriptor of the init that names the root directory on the root mount.
type Pin struct {
	number, flags int
}

func (init *Init) FindPins(root *Root) ([]Pin, error) {
	entries, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", init.pid))
	if err != nil {
		return nil, err
	}
	var pins []Pin
	for _, entry := range entries {
		place, err := sys.PlaceOf(int(init.proc.Fd()), "fd/"+entry.Name())
		if err != nil || place.Mount != root.place.Mount {
			continue
		}
		if !place.IsSameFile(root.place) {
			return nil, fmt.Errorf("descriptor %s of the init, below the rootfs, is not supported", entry.Name())
		}
		pin, err := init.pin(entry.Name())
		if err != nil {
			return nil, err
		}
		pins = append(pins, pin)
	}
	cwd, err := sys.PlaceOf(int(init.proc.Fd()), "cwd")
	if err == nil && cwd.Mount == root.place.Mount {
		err = fmt.Errorf("a working directory of the init in the rootfs is not supported")
	}
	return pins, err
}

func (init *Init) pin(name string) (Pin, error) {
	number, err := strconv.Atoi(name)
	if err != nil {
		return Pin{}, err
	}
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/fdinfo/%s", init.pid, name))
	if err != nil {
		return Pin{}, err
	}
	for _, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, "flags:") {
			flags, err := strconv.ParseInt(strings.TrimSpace(line[len("flags:"):]), 8, 64)
			return Pin{number, int(flags)}, err
		}
	}
	return Pin{}, fmt.Errorf("fdinfo/%s of process %d has no flags", name, init.pid)
}

// Repoint makes them name the root directory that is mounted there now. The calling OS thread must be locked.
func (init *Init) Repoint(root *Root, pins []Pin, newRoot sys.Place) error {
	if len(pins) == 0 {
		return nil
	}
	held, err := tracee.Hold(init.pid)
	if err != nil {
		return err
	}
	files, err := held.Files()
	if err != nil {
		return err
	}
	for _, pin := range pins {
		if err := init.repoint(files, root, pin, newRoot); err != nil {
			return err
		}
	}
	if err := files.Release(); err != nil {
		return err
	}
	return held.Release()
}

func (init *Init) repoint(files *tracee.Files, root *Root, pin Pin, newRoot sys.Place) error {
	kept := pin.flags
	if kept&sys.OPath != 0 {
		kept = sys.OPath
	}
	opened, err := files.Open(root.path, kept|syscall.O_DIRECTORY|syscall.O_CLOEXEC)
	if err != nil {
		return err
	}
	if err := files.Duplicate(opened, pin.number, pin.flags&syscall.O_CLOEXEC); err != nil {
		return err
	}
	if err := files.Close(opened); err != nil {
		return err
	}
	place, err := sys.PlaceOf(int(init.proc.Fd()), fmt.Sprintf("fd/%d", pin.number))
	if err == nil && (place.Mount != newRoot.Mount || !place.IsSameFile(newRoot)) {
		err = fmt.Errorf("descriptor %d of the init does not name the new root", pin.number)
	}
	return err
}
