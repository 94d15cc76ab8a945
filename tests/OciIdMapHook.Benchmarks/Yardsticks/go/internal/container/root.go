package container

import (
	"fmt"
	"os"
	"strings"
	"syscall"

	"yardsticks/internal/mountinfo"
	"yardsticks/internal/sys"
)

// Root is the rootfs as it is found, and the mounts right on it.
type Root struct {
	fd       int
	place    sys.Place
	path     string
	children []string // relative to it
}

func (init *Init) FindRoot(path string) (*Root, error) {
	initRoot, err := os.Open(fmt.Sprintf("/proc/%d/root", init.pid))
	if err != nil {
		return nil, err
	}
	defer initRoot.Close()
	fd, err := sys.Openat2(int(initRoot.Fd()), path, sys.OPath|syscall.O_DIRECTORY, sys.ResolveInRoot|sys.ResolveNoMagicLinks)
	if err != nil {
		return nil, fmt.Errorf("the rootfs %s: %w", path, err)
	}
	place, err := sys.PlaceOf(fd, "")
	if err != nil {
		return nil, err
	}
	if !place.IsMountRoot {
		return nil, fmt.Errorf("the rootfs %s is no mount point", path)
	}
	root := &Root{fd: fd, place: place}
	return root, root.readMounts(init)
}

func (root *Root) readMounts(init *Init) error {
	file, err := os.Open(fmt.Sprintf("/proc/%d/mountinfo", init.pid))
	if err != nil {
		return err
	}
	defer file.Close()
	mounts, err := mountinfo.Parse(file)
	if err != nil {
		return err
	}
	for _, mount := range mounts {
		if mount.ID == int(root.place.Mount) {
			root.path = mount.Mountpoint
		}
	}
	if root.path == "" {
		return fmt.Errorf("the rootfs is not in the container's mount table")
	}
	for _, mount := range mounts {
		if mount.Parent != int(root.place.Mount) {
			continue
		}
		if !strings.HasPrefix(mount.Mountpoint, root.path+"/") {
			return fmt.Errorf("mount %s is not below %s", mount.Mountpoint, root.path)
		}
		root.children = append(root.children, mount.Mountpoint[len(root.path)+1:])
	}
	return nil
}

// Swap puts an idmapped copy over the root and moves its child mounts there, for a thread in the container's mount namespace.
func (root *Root) Swap(userNamespace *os.File) (sys.Place, error) {
	tree, err := sys.OpenTree(root.fd)
	if err != nil {
		return sys.Place{}, err
	}
	defer syscall.Close(tree)
	if err := sys.SetIDMap(tree, int(userNamespace.Fd())); err != nil {
		return sys.Place{}, fmt.Errorf("%s: %w", root.path, err)
	}
	if err := sys.MoveMount(tree, "", root.fd, "", sys.FromEmptyPath|sys.ToEmptyPath); err != nil {
		return sys.Place{}, fmt.Errorf("%s: %w", root.path, err)
	}
	for _, child := range root.children {
		if err := sys.MoveMount(root.fd, child, tree, child, 0); err != nil {
			return sys.Place{}, fmt.Errorf("%s/%s: %w", root.path, child, err)
		}
	}
	return sys.PlaceOf(tree, "")
}
