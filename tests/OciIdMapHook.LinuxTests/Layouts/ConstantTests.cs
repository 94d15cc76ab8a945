using OciIdMapHook.Linux;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.LinuxTests.Layouts;

public sealed class ConstantTests
{
    private static readonly (Type Type, string Name, string C)[] Flags =
    [
        (typeof(Linux.Mounts), "OpenTreeClone", "OPEN_TREE_CLONE"),
        (typeof(Linux.Mounts), "OpenTreeCloseOnExec", "OPEN_TREE_CLOEXEC"),
        (typeof(Linux.Mounts), "AtEmptyPath", "AT_EMPTY_PATH"),
        (typeof(Linux.Mounts), "AtRecursive", "AT_RECURSIVE"),
        (typeof(Linux.Mounts), "MsPrivate", "MS_PRIVATE"),
        (typeof(Linux.Mounts), "MsSlave", "MS_SLAVE"),
        (typeof(MountProperties), "EveryAccessTime", "MOUNT_ATTR_STRICTATIME"),
        (typeof(MountProperties), "NoSymlinks", "MOUNT_ATTR_NOSYMFOLLOW"),
        (typeof(Linux.Mounts), "MountAttrAccessTime", "MOUNT_ATTR__ATIME"),
        (typeof(MountProperties), "ReadOnly", "MOUNT_ATTR_RDONLY"),
        (typeof(MountProperties), "NoSetUserId", "MOUNT_ATTR_NOSUID"),
        (typeof(MountProperties), "NoDevices", "MOUNT_ATTR_NODEV"),
        (typeof(MountProperties), "NoExecution", "MOUNT_ATTR_NOEXEC"),
        (typeof(MountProperties), "NoAccessTime", "MOUNT_ATTR_NOATIME"),
        (typeof(MountProperties), "EveryAccessTime", "MOUNT_ATTR_STRICTATIME"),
        (typeof(MountProperties), "NoDirectoryAccessTime", "MOUNT_ATTR_NODIRATIME"),
        (typeof(HeldChild), "CloneNewNs", "CLONE_NEWNS"),
        (typeof(Linux.Mounts), "MountAttrIdMap", "MOUNT_ATTR_IDMAP"),
        (typeof(Linux.Mounts), "MoveMountFromEmptyPath", "MOVE_MOUNT_F_EMPTY_PATH"),
        (typeof(Linux.Mounts), "MoveMountToEmptyPath", "MOVE_MOUNT_T_EMPTY_PATH"),
        (typeof(Linux.Mounts), "MntDetach", "MNT_DETACH"),
        (typeof(Linux.Mounts), "UmountNoFollow", "UMOUNT_NOFOLLOW"),
        (typeof(Linux.Files), "AtEmptyPath", "AT_EMPTY_PATH"),
        (typeof(Linux.Files), "AtNoAutomount", "AT_NO_AUTOMOUNT"),
        (typeof(Linux.Files), "AtStatxDontSync", "AT_STATX_DONT_SYNC"),
        (typeof(Linux.Files), "StatxBasicStats", "STATX_BASIC_STATS"),
        (typeof(Linux.Files), "StatxMountId", "STATX_MNT_ID"),
        (typeof(Linux.Files), "StatxAttributeMountRoot", "STATX_ATTR_MOUNT_ROOT"),
        (typeof(Linux.Mounts), "MsReadOnly", "MS_RDONLY"),
        (typeof(FileSystemContext), "FsOpenCloseOnExec", "FSOPEN_CLOEXEC"),
        (typeof(FileSystemContext), "FsMountCloseOnExec", "FSMOUNT_CLOEXEC"),
        (typeof(FileSystemContext), "SetFlagCommand", "FSCONFIG_SET_FLAG"),
        (typeof(FileSystemContext), "SetStringCommand", "FSCONFIG_SET_STRING"),
        (typeof(FileSystemContext), "SetDescriptorCommand", "FSCONFIG_SET_FD"),
        (typeof(FileSystemContext), "CreateCommand", "FSCONFIG_CMD_CREATE"),
        (typeof(Capabilities), "Version3", "_LINUX_CAPABILITY_VERSION_3"),
        (typeof(Linux.Files), "AtRemoveDirectory", "AT_REMOVEDIR"),
        (typeof(Linux.Files), "StReadOnly", "ST_RDONLY"),
        (typeof(Linux.Files), "StNoExecution", "ST_NOEXEC"),
        (typeof(Linux.Files), "StNoSetUserId", "ST_NOSUID"),
        (typeof(Linux.Files), "StatxOwner", "STATX_TYPE | STATX_UID | STATX_GID"),
        (typeof(Linux.Files), "OwnerOnly", "S_IRWXU"),
        (typeof(Linux.Files), "PollIn", "POLLIN"),
        (typeof(Linux.Namespaces), "CloneFs", "CLONE_FS"),
        (typeof(Linux.Namespaces), "CloneNewNs", "CLONE_NEWNS"),
        (typeof(Linux.Namespaces), "CloneNewUser", "CLONE_NEWUSER"),
        (typeof(Linux.Namespaces), "GetNamespaceType", "NS_GET_NSTYPE"),
        (typeof(Linux.Files), "AtSymlinkNoFollow", "AT_SYMLINK_NOFOLLOW"),
        (typeof(Linux.Files), "StatxTypeAndSize", "STATX_TYPE | STATX_SIZE"),
        (typeof(Linux.Files), "StatxInode", "STATX_INO"),
        (typeof(Capabilities), "OfTheWork", "CAP_TO_MASK(CAP_DAC_OVERRIDE) | CAP_TO_MASK(CAP_SETGID) | CAP_TO_MASK(CAP_SETUID)"
            + " | CAP_TO_MASK(CAP_SYS_PTRACE) | CAP_TO_MASK(CAP_SYS_ADMIN)"),
        (typeof(Capabilities), "SetIds", "CAP_TO_MASK(CAP_SETUID) | CAP_TO_MASK(CAP_SETGID)"),
        (typeof(CopyOwners), "SpecialBits", "S_ISUID | S_ISGID | S_ISVTX"),
        (typeof(Linux.Files), "PermissionBits", "S_ISUID | S_ISGID | S_ISVTX | S_IRWXU | S_IRWXG | S_IRWXO"),
        (typeof(FileStatus), "FifoType", "S_IFIFO"),
        (typeof(FileStatus), "SocketType", "S_IFSOCK"),
        (typeof(Linux.Files), "TypeMask", "S_IFMT"),
        (typeof(Linux.Files), "RegularFile", "S_IFREG"),
        (typeof(FileStatus), "CharacterDeviceType", "S_IFCHR"),
        (typeof(FileTree), "UnknownType", "DT_UNKNOWN"),
        (typeof(FileTree), "DirectoryType", "DT_DIR"),
        (typeof(Signals), "SetMask", "SIG_SETMASK"),
        (typeof(Signals), "Trap", "SIGTRAP"),
        (typeof(Signals), "Kill", "SIGKILL"),
        (typeof(ProcessWait), "ByPidFd", "P_PIDFD"),
        (typeof(ProcessWait), "NoHang", "WNOHANG"),
        (typeof(ProcessWait), "Stopped", "WSTOPPED"),
        (typeof(ProcessWait), "Ended", "WEXITED"),
        (typeof(ProcessWait), "AllChildren", "__WALL"),
        (typeof(WaitStatus), "Exited", "CLD_EXITED"),
        (typeof(WaitStatus), "Killed", "CLD_KILLED"),
        (typeof(WaitStatus), "Dumped", "CLD_DUMPED"),
        (typeof(Ptrace), "Continue", "PTRACE_CONT"),
        (typeof(Ptrace), "SingleStepRequest", "PTRACE_SINGLESTEP"),
        (typeof(Ptrace), "DetachRequest", "PTRACE_DETACH"),
        (typeof(Ptrace), "GetRegisterSet", "PTRACE_GETREGSET"),
        (typeof(Ptrace), "SetRegisterSet", "PTRACE_SETREGSET"),
        (typeof(Ptrace), "SeizeRequest", "PTRACE_SEIZE"),
        (typeof(Ptrace), "SetOptions", "PTRACE_SETOPTIONS"),
        (typeof(Ptrace), "InterruptRequest", "PTRACE_INTERRUPT"),
        (typeof(Ptrace), "GetSignalMask", "PTRACE_GETSIGMASK"),
        (typeof(Ptrace), "SetSignalMask", "PTRACE_SETSIGMASK"),
        (typeof(Ptrace), "EventStop", "PTRACE_EVENT_STOP"),
        (typeof(Ptrace), "ExitKill", "PTRACE_O_EXITKILL"),
        (typeof(Ptrace), "GeneralRegisters", "NT_PRSTATUS"),
        (typeof(DatagramSocket), "AfUnix", "AF_UNIX"),
        (typeof(DatagramSocket), "DatagramCloseOnExec", "SOCK_DGRAM | SOCK_CLOEXEC"),
        (typeof(DatagramSocket), "DoNotWaitNoSignal", "MSG_DONTWAIT | MSG_NOSIGNAL"),
        (typeof(MapHelper), "TypeAndOthersWrite", "S_IFMT | S_IWGRP | S_IWOTH"),
        (typeof(MapHelper), "RegularFile", "S_IFREG"),
        (typeof(ChildStack), "ReadWrite", "PROT_READ | PROT_WRITE"),
        (typeof(ChildStack), "PrivateAnonymousStack", "MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK"),
        (typeof(RemoteFiles), "ReadWrite", "PROT_READ | PROT_WRITE"),
        (typeof(RemoteFiles), "PrivateAnonymous", "MAP_PRIVATE | MAP_ANONYMOUS"),
        (typeof(OpenFlags), "CloseOnExec", "O_CLOEXEC"),
        (typeof(OpenFlags), "Path", "O_PATH"),
        (typeof(OpenFlags), "Append", "O_APPEND"),
        (typeof(OpenFlags), "NonBlocking", "O_NONBLOCK"),
        (typeof(Linux.Files), "CreateIfMissing", "O_CREAT"),
        (typeof(Linux.Files), "OwnerReadsAndWrites", "S_IRUSR | S_IWUSR"),
        (typeof(Linux.Files), "LockExclusiveNoWait", "LOCK_EX | LOCK_NB"),
        (typeof(Linux.Files), "SetLockOfOpenFile", "F_OFD_SETLK"),
        (typeof(Linux.Files), "ReadLock", "F_RDLCK"),
        (typeof(Linux.Files), "NoLock", "F_UNLCK"),
    ];

    private static readonly (nint Number, string C)[] SystemCalls =
    [
        (SystemCallNumber.PidFdSendSignal, "__NR_pidfd_send_signal"),
        (SystemCallNumber.OpenTree, "__NR_open_tree"),
        (SystemCallNumber.MoveMount, "__NR_move_mount"),
        (SystemCallNumber.FsOpen, "__NR_fsopen"),
        (SystemCallNumber.FsConfig, "__NR_fsconfig"),
        (SystemCallNumber.FsMount, "__NR_fsmount"),
        (SystemCallNumber.PidFdOpen, "__NR_pidfd_open"),
        (SystemCallNumber.OpenAt2, "__NR_openat2"),
        (SystemCallNumber.MountSetAttr, "__NR_mount_setattr"),
    ];

    [TestCase("gcc")]
    [TestCase("aarch64-linux-gnu-gcc")]
    public void Flags_have_the_kernels_values(string compiler)
    {
        var program = new CProgram();
        foreach (var (type, name, c) in Flags)
            program.Assert(c, Constants.Of(type, name));
        foreach (var resolution in Resolutions)
            program.Assert(resolution.C, resolution.Value);

        Assert.That(program.Compile(compiler), Is.Empty);
    }

    [TestCase("gcc")]
    [TestCase("aarch64-linux-gnu-gcc")]
    public void Every_errno_has_the_kernels_number(string compiler)
    {
        var program = new CProgram();
        foreach (var errno in Enum.GetValues<Errno>().Where(errno => errno != Errno.None))
            program.Assert(errno.ToString(), (int)errno);

        Assert.That(program.Compile(compiler), Is.Empty);
    }

    [TestCase("gcc")]
    [TestCase("aarch64-linux-gnu-gcc")]
    public void System_calls_have_the_kernels_numbers(string compiler)
    {
        var program = new CProgram();
        foreach (var (number, c) in SystemCalls)
            program.Assert(c, number);

        Assert.That(program.Compile(compiler), Is.Empty);
    }

    [Test]
    public void Injected_calls_have_each_machines_numbers()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Numbers(new X64Code().Calls).Compile("gcc"), Is.Empty);
            Assert.That(Numbers(new Arm64Code().Calls).Compile("aarch64-linux-gnu-gcc"), Is.Empty);
        });
    }

    [Test]
    public void Values_that_depend_on_the_machine_are_this_machines()
    {
        var program = new CProgram()
            .Assert("O_DIRECTORY", OpenFlags.Directory)
            .Assert("O_NOFOLLOW", OpenFlags.NoFollow)
            .Assert("__NR_rt_sigprocmask", SystemCallNumber.RtSigProcMask);

        Assert.That(program.Compile("gcc"), Is.Empty);
    }

    private static (string C, int Value)[] Resolutions =>
    [
        ("RESOLVE_NO_XDEV", (int)PathResolution.NoMountCrossing),
        ("RESOLVE_NO_MAGICLINKS", (int)PathResolution.NoMagicLinks),
        ("RESOLVE_NO_SYMLINKS", (int)PathResolution.NoSymlinks),
        ("RESOLVE_BENEATH", (int)PathResolution.Beneath),
        ("RESOLVE_IN_ROOT", (int)PathResolution.InRoot),
    ];

    private static CProgram Numbers(RemoteCallNumbers calls) => new CProgram()
        .Assert("__NR_mmap", calls.Mmap)
        .Assert("__NR_munmap", calls.Munmap)
        .Assert("__NR_close", calls.Close)
        .Assert("__NR_dup3", calls.Dup3)
        .Assert("__NR_fchdir", calls.Fchdir)
        .Assert("__NR_openat2", calls.OpenAt2);
}
