using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OciIdMapHook.Linux;

namespace OciIdMapHook.LinuxTests.Layouts;

public sealed class LayoutTests
{
    [TestCase("gcc")]
    [TestCase("aarch64-linux-gnu-gcc")]
    public void Structures_are_laid_out_as_in_the_headers(string compiler)
    {
        var program = new CProgram()
            .Assert("sizeof(struct open_how)", Unsafe.SizeOf<OpenHow>())
            .Assert("offsetof(struct open_how, resolve)", Marshal.OffsetOf<OpenHow>("Resolve"))
            .Assert("sizeof(struct mount_attr)", Unsafe.SizeOf<MountAttributes>())
            .Assert("offsetof(struct mount_attr, propagation)", Marshal.OffsetOf<MountAttributes>("Propagation"))
            .Assert("offsetof(struct mount_attr, userns_fd)", Marshal.OffsetOf<MountAttributes>("UserNamespaceDescriptor"))
            .Assert("sizeof(struct statx)", Unsafe.SizeOf<StatxBuffer>())
            .Assert("offsetof(struct statx, stx_attributes)", Marshal.OffsetOf<StatxBuffer>("Attributes"))
            .Assert("offsetof(struct statx, stx_uid)", Marshal.OffsetOf<StatxBuffer>("Uid"))
            .Assert("offsetof(struct statx, stx_mode)", Marshal.OffsetOf<StatxBuffer>("Mode"))
            .Assert("offsetof(struct statx, stx_ino)", Marshal.OffsetOf<StatxBuffer>("Inode"))
            .Assert("offsetof(struct statx, stx_attributes_mask)", Marshal.OffsetOf<StatxBuffer>("AttributesMask"))
            .Assert("offsetof(struct statx, stx_rdev_major)", Marshal.OffsetOf<StatxBuffer>("DeviceIdMajor"))
            .Assert("offsetof(struct statx, stx_dev_major)", Marshal.OffsetOf<StatxBuffer>("DeviceMajor"))
            .Assert("offsetof(struct statx, stx_mnt_id)", Marshal.OffsetOf<StatxBuffer>("MountId"))
            .Assert("sizeof(struct statfs)", Unsafe.SizeOf<Linux.Files.StatFsBuffer>())
            .Assert("offsetof(struct statfs, f_flags)", Marshal.OffsetOf<Linux.Files.StatFsBuffer>("Flags"))
            .Assert("sizeof(struct __user_cap_header_struct)", Unsafe.SizeOf<Capabilities.Header>())
            .Assert("2 * sizeof(struct __user_cap_data_struct)", Unsafe.SizeOf<Capabilities.Sets>())
            .Assert("sizeof(siginfo_t)", Unsafe.SizeOf<ProcessWait.SignalInfo>())
            .Assert("offsetof(siginfo_t, si_code)", Marshal.OffsetOf<ProcessWait.SignalInfo>("Code"))
            .Assert("offsetof(siginfo_t, si_pid)", Marshal.OffsetOf<ProcessWait.SignalInfo>("Pid"))
            .Assert("offsetof(siginfo_t, si_status)", Marshal.OffsetOf<ProcessWait.SignalInfo>("Status"))
            .Assert("sizeof(struct flock)", Unsafe.SizeOf<Linux.Files.FileLock>())
            .Assert("offsetof(struct flock, l_start)", Marshal.OffsetOf<Linux.Files.FileLock>("Start"))
            .Assert("offsetof(struct flock, l_len)", Marshal.OffsetOf<Linux.Files.FileLock>("Length"))
            .Assert("offsetof(struct flock, l_pid)", Marshal.OffsetOf<Linux.Files.FileLock>("Process"))
            .Assert("sizeof(struct iovec)", Unsafe.SizeOf<IoVector>())
            .Assert("offsetof(struct iovec, iov_len)", Marshal.OffsetOf<IoVector>("Length"))
            .Assert("sizeof(struct pollfd)", Unsafe.SizeOf<Linux.Files.PollDescriptor>())
            .Assert("offsetof(struct pollfd, revents)", Marshal.OffsetOf<Linux.Files.PollDescriptor>("Returned"))
            .Assert($"sizeof(posix_spawn_file_actions_t) <= {Constants.Of(typeof(HelperProgram), "FileActionsWords")} * 8", 1)
            .Assert("sizeof(((struct sockaddr_un *)0)->sun_path) - 1", Constants.Of(typeof(DatagramSocket), "LongestPath"));

        Assert.That(program.Compile(compiler), Is.Empty);
    }

    [Test]
    public void Registers_stand_where_x86_64_has_them()
    {
        var program = new CProgram()
            .Assert("sizeof(struct user_regs_struct) / 8", new X64Code().RegisterCount);
        foreach (var (constant, field) in new[]
        {
            ("R10", "r10"), ("R9", "r9"), ("R8", "r8"), ("Rax", "rax"), ("Rdx", "rdx"), ("Rsi", "rsi"), ("Rdi", "rdi"),
            ("OriginalRax", "orig_rax"), ("Rip", "rip"),
        })
            program.Assert($"offsetof(struct user_regs_struct, {field}) / 8", Constants.Of(typeof(X64Code), constant));

        Assert.That(program.Compile("gcc"), Is.Empty);
    }

    [Test]
    public void Registers_stand_where_aarch64_has_them()
    {
        var program = new CProgram()
            .Assert("sizeof(struct user_regs_struct) / 8", new Arm64Code().RegisterCount)
            .Assert("offsetof(struct user_regs_struct, regs[8]) / 8", Constants.Of(typeof(Arm64Code), "X8"))
            .Assert("offsetof(struct user_regs_struct, pc) / 8", Constants.Of(typeof(Arm64Code), "ProgramCounter"));

        Assert.That(program.Compile("aarch64-linux-gnu-gcc"), Is.Empty);
    }

    [Test]
    public void A_wrong_layout_is_noticed()
    {
        Assert.That(new CProgram().Assert("sizeof(struct open_how)", 25).Compile("gcc"), Does.Contain("is not 25"));
    }
}
