using System.Globalization;
using OciIdMapHook.Linux;

namespace OciIdMapHook.LinuxTests.Layouts;

/// <summary>Numbers that the kernel gives user space no header with.</summary>
public sealed class KernelHabitTests
{
    [Test]
    public void The_overflow_id_is_the_one_that_no_one_has_changed() => Assert.Multiple(() =>
    {
        Assert.That(ReadNumber("/proc/sys/kernel/overflowuid"), Is.EqualTo(Native.DEFAULT_OVERFLOWUID));
        Assert.That(ReadNumber("/proc/sys/kernel/overflowgid"), Is.EqualTo(Native.DEFAULT_OVERFLOWUID));
    });

    [Test]
    public void The_first_user_namespace_has_its_inode() =>
        Assert.That(StatusOf("/proc/self/ns/user").Inode, Is.EqualTo(Native.PROC_USER_INIT_INO));

    [Test]
    public void As_many_links_are_followed_in_one_path_and_no_more()
    {
        var folder = Directory.CreateTempSubdirectory("oci-idmap-links-").FullName;
        try
        {
            for (var i = 0; i <= Native.MAXSYMLINKS; i++)
                File.CreateSymbolicLink($"{folder}/{i}", i == 0 ? folder : $"{i - 1}");

            Assert.Multiple(() =>
            {
                Assert.That(StatusOf($"{folder}/{Native.MAXSYMLINKS - 1}").IsDirectory, Is.True);
                Assert.That(
                    () => StatusOf($"{folder}/{Native.MAXSYMLINKS}"),
                    Throws.TypeOf<LinuxException>().With.Property("Errno").EqualTo(Errno.ELOOP));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FileStatus StatusOf(string path) => Linux.Files.Status(FileDescriptor.WorkingDirectory, path);

    private static uint ReadNumber(string path) => uint.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture);
}
