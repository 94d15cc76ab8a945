// Package userns makes user namespaces as containerd does: the program is started again in a new one, and held by ptrace before
// it runs.
package userns

import (
	"fmt"
	"os"
	"syscall"

	"yardsticks/internal/sys"
)

// Open gives a descriptor of a new user namespace, which keeps it alive.
func Open(uids, gids []syscall.SysProcIDMap) (_ *os.File, err error) {
	process, err := os.StartProcess("/proc/self/exe", []string{"held-in-user-namespace"}, &os.ProcAttr{
		Sys: &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER,
			UidMappings: uids,
			GidMappings: gids,
			Ptrace:      true,
			Pdeathsig:   syscall.SIGKILL,
		},
	})
	if err != nil {
		return nil, fmt.Errorf("cannot start a process in a new user namespace: %w", err)
	}
	pidfd, err := sys.PidfdOpen(process.Pid)
	if err != nil {
		process.Kill()
		process.Wait()
		return nil, err
	}
	defer syscall.Close(pidfd)
	defer func() {
		if endErr := end(process, pidfd); err == nil {
			err = endErr
		}
	}()
	return open(process.Pid, pidfd)
}

func open(pid, pidfd int) (*os.File, error) {
	file, err := os.Open(fmt.Sprintf("/proc/%d/ns/user", pid))
	if err != nil {
		return nil, err
	}
	// If it is still alive, no other process can have had its pid meanwhile.
	if err := sys.PidfdSendSignal(pidfd, 0); err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

func end(process *os.Process, pidfd int) error {
	defer process.Release()
	if err := sys.PidfdSendSignal(pidfd, syscall.SIGKILL); err != nil {
		return err
	}
	return sys.PidfdReap(pidfd)
}
