// chown-go ROOT UID GID: shifts the owners of a tree as engines do that have no idmapped mounts; prints nanoseconds.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

func shift(root string, uid, gid int) error {
	return filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		status := info.Sys().(*syscall.Stat_t)
		if err := os.Lchown(path, uid+int(status.Uid), gid+int(status.Gid)); err != nil {
			return err
		}
		// chown(2) clears the setuid and setgid bits of what is executable.
		if info.Mode()&(os.ModeSetuid|os.ModeSetgid) != 0 && info.Mode()&os.ModeSymlink == 0 {
			return os.Chmod(path, info.Mode())
		}
		return nil
	})
}

func run() error {
	if len(os.Args) != 4 {
		return fmt.Errorf("Usage: chown-go ROOT UID GID")
	}
	uid, err := strconv.Atoi(os.Args[2])
	if err != nil {
		return err
	}
	gid, err := strconv.Atoi(os.Args[3])
	if err != nil {
		return err
	}
	start := time.Now()
	if err := shift(os.Args[1], uid, gid); err != nil {
		return err
	}
	fmt.Println(time.Since(start).Nanoseconds())
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
