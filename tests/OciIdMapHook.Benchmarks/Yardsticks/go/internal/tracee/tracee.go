// Package tracee makes another process perform system calls. Its user must be locked to an OS thread. For amd64 only.
package tracee

import (
	"bytes"
	"fmt"
	"syscall"
	"unsafe"
)

const (
	requestGetSignalMask = 0x420a
	requestSetSignalMask = 0x420b
	requestSeize         = 0x4206
	requestInterrupt     = 0x4207

	optionExitKill = 0x100000
	eventStop      = 128

	signalMaskSize = 8
	allButTrap     = ^(uint64(1) << (syscall.SIGTRAP - 1))
)

var instruction = []byte{0x0f, 0x05}

type Tracee struct {
	pid        int
	saved      syscall.PtraceRegs
	signalMask uint64
	call       uint64
}

//go:uintptrescapes
func ptrace(request, pid int, address, data uintptr) error {
	_, _, errno := syscall.RawSyscall6(syscall.SYS_PTRACE, uintptr(request), uintptr(pid), address, data, 0, 0)
	if errno != 0 {
		return fmt.Errorf("ptrace request %#x of process %d: %w", request, pid, errno)
	}
	return nil
}

// Hold stops a process that waits in a system call.
func Hold(pid int) (*Tracee, error) {
	tracee := &Tracee{pid: pid}
	if err := ptrace(requestSeize, pid, 0, optionExitKill); err != nil {
		return nil, err
	}
	if err := ptrace(requestInterrupt, pid, 0, 0); err != nil {
		return nil, err
	}
	if err := tracee.waitForInterruption(); err != nil {
		return nil, err
	}
	if err := syscall.PtraceGetRegs(pid, &tracee.saved); err != nil {
		return nil, err
	}
	if err := tracee.findInstruction(); err != nil {
		return nil, err
	}
	if err := ptrace(requestGetSignalMask, pid, signalMaskSize, uintptr(unsafe.Pointer(&tracee.signalMask))); err != nil {
		return nil, err
	}
	mask := allButTrap
	return tracee, ptrace(requestSetSignalMask, pid, signalMaskSize, uintptr(unsafe.Pointer(&mask)))
}

// Release lets it run on as if nothing had happened.
func (tracee *Tracee) Release() error {
	mask := tracee.signalMask
	if err := ptrace(requestSetSignalMask, tracee.pid, signalMaskSize, uintptr(unsafe.Pointer(&mask))); err != nil {
		return err
	}
	if err := syscall.PtraceSetRegs(tracee.pid, &tracee.saved); err != nil {
		return err
	}
	return syscall.PtraceDetach(tracee.pid)
}

func (tracee *Tracee) wait() (syscall.WaitStatus, error) {
	var status syscall.WaitStatus
	for {
		_, err := syscall.Wait4(tracee.pid, &status, syscall.WALL, nil)
		if err == syscall.EINTR {
			continue
		}
		if err == nil && !status.Stopped() {
			err = fmt.Errorf("process %d ended", tracee.pid)
		}
		return status, err
	}
}

func (tracee *Tracee) waitForInterruption() error {
	for {
		status, err := tracee.wait()
		if err != nil || status>>16 == eventStop {
			return err
		}
		if err := syscall.PtraceCont(tracee.pid, int(status.StopSignal())); err != nil {
			return err
		}
	}
}

// An init that waits sits behind the instruction of a system call.
func (tracee *Tracee) findInstruction() error {
	tracee.call = tracee.saved.Rip - uint64(len(instruction))
	found := make([]byte, len(instruction))
	if _, err := syscall.PtracePeekText(tracee.pid, uintptr(tracee.call), found); err != nil {
		return err
	}
	if !bytes.Equal(found, instruction) {
		return fmt.Errorf("process %d is in no system call", tracee.pid)
	}
	return nil
}

// Orig_rax = -1: the kernel restarts no call on the way back; the interrupted one is restarted with its own registers later.
func (tracee *Tracee) perform(number uint64, arguments ...uint64) (uint64, error) {
	var all [6]uint64
	copy(all[:], arguments)
	registers := tracee.saved
	registers.Rip, registers.Orig_rax, registers.Rax = tracee.call, ^uint64(0), number
	registers.Rdi, registers.Rsi, registers.Rdx = all[0], all[1], all[2]
	registers.R10, registers.R8, registers.R9 = all[3], all[4], all[5]
	if err := syscall.PtraceSetRegs(tracee.pid, &registers); err != nil {
		return 0, err
	}
	if err := syscall.PtraceSingleStep(tracee.pid); err != nil {
		return 0, err
	}
	status, err := tracee.wait()
	if err != nil {
		return 0, err
	}
	if err := syscall.PtraceGetRegs(tracee.pid, &registers); err != nil {
		return 0, err
	}
	if status.StopSignal() != syscall.SIGTRAP || registers.Rip != tracee.call+uint64(len(instruction)) {
		return 0, fmt.Errorf("process %d stopped with %v instead of making a call", tracee.pid, status.StopSignal())
	}
	if result := int64(registers.Rax); result < 0 {
		return 0, fmt.Errorf("system call %d in process %d: %w", number, tracee.pid, syscall.Errno(-result))
	}
	return registers.Rax, nil
}
