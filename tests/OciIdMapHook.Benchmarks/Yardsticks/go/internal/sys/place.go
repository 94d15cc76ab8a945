package sys

import "unsafe"

// Place is what a path or a descriptor names.
type Place struct {
	Mount, Inode uint64
	Major, Minor uint32
	IsMountRoot  bool
}

func (place Place) IsSameFile(other Place) bool {
	return place.Inode == other.Inode && place.Major == other.Major && place.Minor == other.Minor
}

type statx struct {
	mask, blockSize uint32
	attributes      uint64
	links, uid, gid uint32
	mode, _         uint16
	inode           uint64
	_               [3]uint64
	_               [4]struct{ _, _ uint64 }
	_, _            uint32
	major, minor    uint32
	mount           uint64
	_               [13]uint64
}

func PlaceOf(dirfd int, path string) (Place, error) {
	var status statx
	flags := uintptr(0)
	if path == "" {
		flags = AtEmptyPath
	}
	_, err := pathCall("statx", numberStatx, dirfd, path, flags, statxIno|statxMountID, uintptr(unsafe.Pointer(&status)))
	return Place{status.mount, status.inode, status.major, status.minor, status.attributes&mountRoot != 0}, err
}
