using System.Runtime.InteropServices;
using System.Text;

namespace OciIdMapHook.LinuxTests.Files;

public sealed partial class ExtendedAttributeTests
{
    private const string Label = "system_u:object_r:bin_t:s0";
    private string file = string.Empty;

    [SetUp]
    public void MakeFile() => file = Path.GetTempFileName();

    [TearDown]
    public void RemoveFile() => File.Delete(file);

    [Test]
    public void A_label_is_read_without_the_null_byte_that_ends_it()
    {
        var value = Encoding.UTF8.GetBytes($"{Label}\0");
        Assert.That(SetXattr(file, "trusted.label", value, (nuint)value.Length, 0), Is.Zero);

        Assert.That(Linux.Files.ExtendedAttribute(file, "trusted.label"), Is.EqualTo(Label));
    }

    [Test]
    public void A_file_without_the_attribute_has_none()
    {
        Assert.That(Linux.Files.ExtendedAttribute(file, "trusted.label"), Is.Null);
        Assert.That(Linux.Files.ExtendedAttribute("/no/such/file", "trusted.label"), Is.Null);
    }

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetXattr(string path, string attribute, ReadOnlySpan<byte> value, nuint size, int flags);
}
