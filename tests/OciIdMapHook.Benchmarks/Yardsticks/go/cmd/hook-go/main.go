// The hook's job, no more, as a Go program would do it.
package main

import (
	"fmt"
	"os"
	"runtime"
	"syscall"

	"yardsticks/internal/container"
	"yardsticks/internal/oci"
	"yardsticks/internal/userns"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	state, err := oci.ReadState(os.Stdin)
	if err != nil {
		return err
	}
	config, err := oci.ReadConfig(state.Bundle)
	if err != nil {
		return err
	}
	hasUserNamespace, err := config.HasUserNamespace()
	if err != nil || !hasUserNamespace {
		return err
	}
	path, err := oci.RootPath(state, config)
	if err != nil {
		return err
	}
	return remap(state.Pid, path, config.Linux)
}

func remap(pid int, path string, linux *oci.Linux) error {
	init, err := container.OpenInit(pid)
	if err != nil {
		return err
	}
	root, err := init.FindRoot(path)
	if err != nil {
		return err
	}
	pins, err := init.FindPins(root)
	if err != nil {
		return err
	}
	if err := init.ProveAlive(); err != nil {
		return err
	}
	userNamespace, err := userns.Open(mappings(linux.UIDMappings), mappings(linux.GIDMappings))
	if err != nil {
		return err
	}

	// Never unlocked: the thread is in the container's mount namespace from here on, and ptrace binds the init to it.
	runtime.LockOSThread()
	if err := init.EnterMountNamespace(); err != nil {
		return err
	}
	newRoot, err := root.Swap(userNamespace)
	if err != nil {
		return err
	}
	return init.Repoint(root, pins, newRoot)
}

func mappings(ranges []oci.IDMapping) []syscall.SysProcIDMap {
	maps := make([]syscall.SysProcIDMap, len(ranges))
	for i, one := range ranges {
		maps[i] = syscall.SysProcIDMap{ContainerID: int(one.ContainerID), HostID: int(one.HostID), Size: int(one.Size)}
	}
	return maps
}
