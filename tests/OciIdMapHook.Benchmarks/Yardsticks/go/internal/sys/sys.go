// Package sys has the system calls that package syscall lacks.
package sys

import (
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

const (
	AtEmptyPath = 0x1000
	OPath       = 0x200000

	ResolveNoMagicLinks = 0x02
	ResolveInRoot       = 0x10

	OpenTreeClone = 1
	FromEmptyPath = 0x04
	ToEmptyPath   = 0x40

	MountAttrIDMap = 0x100000

	statxIno     = 0x100
	statxMountID = 0x1000
	mountRoot    = 0x2000

	processByPidfd = 3
)

const (
	numberSetns           = 308
	numberStatx           = 332
	numberPidfdSendSignal = 424
	numberOpenTree        = 428
	numberMoveMount       = 429
	numberPidfdOpen       = 434
	numberOpenat2         = 437
	numberMountSetattr    = 442
)

//go:uintptrescapes
func call(name string, number uintptr, arguments ...uintptr) (int, error) {
	var all [6]uintptr
	copy(all[:], arguments)
	result, _, errno := syscall.Syscall6(number, all[0], all[1], all[2], all[3], all[4], all[5])
	if errno != 0 {
		return -1, os.NewSyscallError(name, errno)
	}
	return int(result), nil
}

//go:uintptrescapes
func pathCall(name string, number uintptr, dirfd int, path string, arguments ...uintptr) (int, error) {
	pointer, err := syscall.BytePtrFromString(path)
	if err != nil {
		return -1, err
	}
	defer runtime.KeepAlive(pointer)
	return call(name, number, append([]uintptr{uintptr(dirfd), uintptr(unsafe.Pointer(pointer))}, arguments...)...)
}

func Openat2(dirfd int, path string, flags, resolve uint64) (int, error) {
	how := struct{ flags, mode, resolve uint64 }{flags | syscall.O_CLOEXEC, 0, resolve}
	return pathCall("openat2", numberOpenat2, dirfd, path, uintptr(unsafe.Pointer(&how)), unsafe.Sizeof(how))
}

func OpenTree(fd int) (int, error) {
	return pathCall("open_tree", numberOpenTree, fd, "", OpenTreeClone|syscall.O_CLOEXEC|AtEmptyPath)
}

func SetIDMap(tree, userNamespace int) error {
	attributes := struct{ set, clear, propagation, userNamespace uint64 }{MountAttrIDMap, 0, 0, uint64(userNamespace)}
	_, err := pathCall("mount_setattr", numberMountSetattr, tree, "", AtEmptyPath,
		uintptr(unsafe.Pointer(&attributes)), unsafe.Sizeof(attributes))
	return err
}

func MoveMount(fromFd int, fromPath string, toFd int, toPath string, flags int) error {
	to, err := syscall.BytePtrFromString(toPath)
	if err != nil {
		return err
	}
	_, err = pathCall("move_mount", numberMoveMount, fromFd, fromPath, uintptr(toFd), uintptr(unsafe.Pointer(to)), uintptr(flags))
	return err
}

func Setns(fd, kind int) error {
	_, err := call("setns", numberSetns, uintptr(fd), uintptr(kind))
	return err
}

func PidfdOpen(pid int) (int, error) {
	return call("pidfd_open", numberPidfdOpen, uintptr(pid))
}

func PidfdSendSignal(pidfd int, signal syscall.Signal) error {
	_, err := call("pidfd_send_signal", numberPidfdSendSignal, uintptr(pidfd), uintptr(signal))
	return err
}

// PidfdReap waits for the end of a child.
func PidfdReap(pidfd int) error {
	for {
		_, err := call("waitid", syscall.SYS_WAITID, processByPidfd, uintptr(pidfd), 0, syscall.WEXITED|syscall.WALL)
		if err == nil || err.(*os.SyscallError).Err != syscall.EINTR {
			return err
		}
	}
}
