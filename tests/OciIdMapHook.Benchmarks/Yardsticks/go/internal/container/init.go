// Package container changes the root of a container that is being created.
package container

import (
	"fmt"
	"os"
	"syscall"

	"yardsticks/internal/sys"
)

// Init is the container's init, pinned.
type Init struct {
	pid            int
	pidfd          int
	proc           *os.File
	mountNamespace *os.File
}

func OpenInit(pid int) (*Init, error) {
	pidfd, err := sys.PidfdOpen(pid)
	if err != nil {
		return nil, fmt.Errorf("process %d: %w", pid, err)
	}
	proc, err := os.Open(fmt.Sprintf("/proc/%d", pid))
	if err != nil {
		return nil, err
	}
	mountNamespace, err := os.Open(fmt.Sprintf("/proc/%d/ns/mnt", pid))
	if err != nil {
		return nil, err
	}
	init := &Init{pid, pidfd, proc, mountNamespace}
	if err := init.proveOwnMountNamespace(); err != nil {
		return nil, err
	}
	return init, init.ProveAlive()
}

func (init *Init) ProveAlive() error {
	return sys.PidfdSendSignal(init.pidfd, 0)
}

func (init *Init) proveOwnMountNamespace() error {
	theirs, err := init.mountNamespace.Stat()
	if err != nil {
		return err
	}
	ours, err := os.Stat("/proc/self/ns/mnt")
	if err != nil {
		return err
	}
	if os.SameFile(theirs, ours) {
		return fmt.Errorf("process %d is in the hook's own mount namespace", init.pid)
	}
	return nil
}

// EnterMountNamespace changes the calling OS thread, which must be locked.
func (init *Init) EnterMountNamespace() error {
	if err := syscall.Unshare(syscall.CLONE_FS); err != nil {
		return os.NewSyscallError("unshare", err)
	}
	return sys.Setns(int(init.mountNamespace.Fd()), syscall.CLONE_NEWNS)
}
