using System.Runtime.InteropServices;
using OciIdMapHook.Linux;

namespace OciIdMapHook.LinuxTests.Layouts;

public sealed class LayoutTests
{
    private static readonly object[] Compilers =
        [.. NativeDeclaration.Machines.Select(one => (object[])[one.Compiler, one.Machine])];

    [TestCaseSource(nameof(Compilers))]
    public void Every_struct_is_laid_out_as_in_the_headers(string compiler, Type machine)
    {
        var structs = NativeDeclaration.StructsIn(typeof(Native), machine).Select(one => one.Name).ToList();

        Assert.That(structs, Does.Contain("mount_attr").And.Contain("user_regs_struct"));
        Assert.That(CProgram.Of(NativeDeclaration.LayoutsIn(typeof(Native), machine)).Compile(compiler), Is.Empty);
    }

    [Test]
    public void A_wrong_place_a_wrong_size_and_a_field_that_C_does_not_have_are_noticed()
    {
        var complaints = CProgram.Of(NativeDeclaration.LayoutsIn(typeof(Wrong), typeof(Native.X64))).Compile("gcc");

        Assert.Multiple(() =>
        {
            Assert.That(complaints, Does.Contain("sizeof(struct open_how) is not 16"));
            Assert.That(complaints, Does.Contain("offsetof(struct open_how, resolve) is not 8"));
            Assert.That(complaints, Does.Contain("sizeof(((struct open_how *)0)->mode) is not 4"));
            Assert.That(complaints, Does.Match("has no member named .path"));
            Assert.That(complaints, Does.Not.Contain("mount_attr"));
        });
    }

    private static class Wrong
    {
        [StructLayout(LayoutKind.Sequential)]
        internal struct open_how
        {
            internal uint path;
            internal uint mode;
            internal ulong resolve;
        }

        [StructLayout(LayoutKind.Sequential)]
        internal struct mount_attr
        {
            internal ulong attr_set;
            internal ulong attr_clr;
            internal ulong propagation;
            internal ulong userns_fd;
        }
    }
}
