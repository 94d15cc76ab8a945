package tracee

import "syscall"

const (
	scratchSize = 4096
	atCwd       = ^uint64(99)
	noFile      = ^uint64(0)
)

// Files makes file calls in a tracee, with their arguments in a page of its own: a goroutine's stack is small and bounded.
type Files struct {
	tracee  *Tracee
	scratch uint64
}

func (tracee *Tracee) Files() (*Files, error) {
	scratch, err := tracee.perform(syscall.SYS_MMAP, 0, scratchSize, syscall.PROT_READ|syscall.PROT_WRITE,
		syscall.MAP_PRIVATE|syscall.MAP_ANONYMOUS, noFile, 0)
	return &Files{tracee, scratch}, err
}

func (files *Files) Open(path string, flags int) (int, error) {
	text, err := syscall.ByteSliceFromString(path)
	if err != nil {
		return -1, err
	}
	if len(text) > scratchSize {
		return -1, syscall.ENAMETOOLONG
	}
	if _, err := syscall.PtracePokeData(files.tracee.pid, uintptr(files.scratch), text); err != nil {
		return -1, err
	}
	fd, err := files.tracee.perform(syscall.SYS_OPENAT, atCwd, files.scratch, uint64(flags))
	return int(fd), err
}

func (files *Files) Duplicate(from, to, flags int) error {
	_, err := files.tracee.perform(syscall.SYS_DUP3, uint64(from), uint64(to), uint64(flags))
	return err
}

func (files *Files) Close(fd int) error {
	_, err := files.tracee.perform(syscall.SYS_CLOSE, uint64(fd))
	return err
}

func (files *Files) Release() error {
	_, err := files.tracee.perform(syscall.SYS_MUNMAP, files.scratch, scratchSize)
	return err
}
